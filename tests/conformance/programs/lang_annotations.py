# Annotations: evaluated when a function is made, kept by functions, classes and modules.
import asyncio
import collections
import collections.abc
import contextlib
import dataclasses
import functools
import inspect
import typing
from typing import Any, Awaitable, Callable, Dict, Generic, List, Optional, Tuple, TypeVar, Union

T = TypeVar("T")
x: int = 3
y: "str"
print(__annotations__, x)


def note(what):
    print("note", what)
    return what


def f(a: note("a"), /, b: note("b") = note("db"), *args: note("args"), c: note("c") = note("dc"), **kw: note("kw")) -> note("ret"):
    z: note("never") = 1
    w: note("never")
    return z


print(f.__annotations__, f.__defaults__, f.__kwdefaults__)
print((lambda v: v).__annotations__)


async def g(q: asyncio.Queue[int], n: Optional[int] = None) -> List[Dict[str, int]]:
    return [{}]


def h(cb: Callable[[int, str], Awaitable[None]], *more: Union[int, str], t: tuple[int, ...] = ()) -> collections.abc.AsyncIterator[bytes]: ...


print(g.__annotations__)
print(h.__annotations__)
for name, value in list(g.__annotations__.items()) + list(h.__annotations__.items()):
    print(name, value)


def many(a: asyncio.Task[None], b: asyncio.Future[int], c: "asyncio.Event", d: asyncio.Lock | None, e: list[int] | None,
         f: dict[str, list[tuple[int, str]]], g: type[int], h: collections.deque[int], i: collections.abc.Callable[..., Any],
         j: int | str | None, k: None, l: Tuple[int, ...], m: Any, n: T, o: contextlib.AbstractContextManager[int]) -> typing.NoReturn: ...


for name, value in many.__annotations__.items():
    print(name, value)


class Node(Generic[T]):
    value: T
    next: "Optional[Node[T]]" = None
    count: int = 0

    def set(self, value: T) -> "Node[T]":
        self.value: T = value
        self.other: note("attr") = 1
        return self


print(Node.__annotations__)
print(Node.set.__annotations__)
print(Node[int]().set(4).value)


class Sub(Node[int]):
    extra: bool


print(Sub.__annotations__)
print(hasattr(Node(), "__annotations__"))

try:
    def undefined(a: NoSuchName): ...
except NameError as e:
    print(e)

try:
    class C:
        a: NoSuchName
except NameError as e:
    print(e)

d = {}
d["k"]: note("item") = 5
print(d)
(z): int = 7
print(z, "z" in __annotations__)


@functools.wraps(f)
def wrapper(*args, **kwargs):
    return f(*args, **kwargs)


print(wrapper.__annotations__ == f.__annotations__, wrapper.__wrapped__ is f)
f.__annotations__ = {"a": 1}
print(f.__annotations__)
del f.__annotations__
print(f.__annotations__)
f.__annotations__["new"] = int
print(f.__annotations__)


@dataclasses.dataclass
class D:
    a: int
    b: "str" = "x"
    c: typing.ClassVar[int] = 3
    d: List[int] = dataclasses.field(default_factory=list)


print(D(1), D.__annotations__)
print(typing.get_type_hints(D).keys())


def outer():
    class Local:
        attr: int = 1

        def m(self, other: "Local") -> "Local": ...

    def inner(a: Local): return a

    return inner.__annotations__["a"] is Local, Local.m.__annotations__


print(outer())
if x:
    cond: float = 1.5
print(__annotations__)
f.__defaults__ = (5,)
print(f.__defaults__)
