from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from typing import Any, Awaitable, Callable, ClassVar, Generic, Optional, Protocol, TypeVar, Union

K = TypeVar("K")
V = TypeVar("V")
Handler = Callable[[str], Awaitable[Optional[str]]]


class Store(ABC, Generic[K, V]):
    kind: ClassVar[str] = "abstract"

    @abstractmethod
    async def get(self, key: K) -> Optional[V]: ...

    async def need(self, key: K) -> V:
        if (value := await self.get(key)) is None:
            raise LookupError(f"{self.kind}: {key!r}")
        return value


class Memory(Store[str, int]):
    kind = "memory"

    def __init__(self, **items: int) -> None:
        self._items: dict[str, int] = items

    async def get(self, key: str) -> Union[int, None]:
        await asyncio.sleep(0)
        return self._items.get(key)


class Closeable(Protocol):
    async def close(self) -> None: ...


async def dispatch(handlers: list[Handler], text: str) -> list[Any]:
    return [r for h in handlers if (r := await h(text)) is not None]


async def main() -> None:
    store: Store[str, int] = Memory(a=1)
    print(await store.need("a"), await store.get("b"))
    try:
        await store.need("b")
    except LookupError as e:
        print(e)
    try:
        Store()
    except TypeError as e:
        print("abstract" in str(e))

    async def upper(s: str) -> str:
        return s.upper()

    async def none(s): return None

    print(await dispatch([upper, none], "x"))


asyncio.run(main())
