from __future__ import annotations

import asyncio
import dataclasses
import typing

value: NotDefined[int, str] = 1


def f(a: Undefined, b: list[ Undefined,int ] = None, *c: 'quoted', d: x | y | None = None) -> Callable[[int,str], Awaitable[None]]: ...


async def g(q: asyncio.Queue[tuple[int, ...]], cb: typing.Callable[..., None], n: (a, b), m: -1, o: f(1,k=2)) -> a.b.c[d]: ...


class Node:
    next: Node | None = None
    children: list[Node]

    def add(self, node: Node) -> Node: ...


@dataclasses.dataclass
class P:
    x: int
    y: typing.ClassVar[int] = 0
    z: list[str] = dataclasses.field(default_factory=list)


print(__annotations__)
print(f.__annotations__)
print(g.__annotations__)
print(Node.__annotations__, Node.add.__annotations__)
print(P(1), P.__annotations__)
