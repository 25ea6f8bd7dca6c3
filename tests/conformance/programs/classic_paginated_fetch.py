import asyncio
import json
from typing import Any, AsyncIterator

PAGES = {None: (["a", "b"], "p2"), "p2": (["c"], "p3"), "p3": ([], "p4"), "p4": (["d", "e"], None)}


async def get(cursor: str | None) -> str:
    await asyncio.sleep(0.1)
    items, following = PAGES[cursor]
    return json.dumps({"items": items, "next": following, "count": len(items)})


async def paginate() -> AsyncIterator[Any]:
    cursor, first = None, True
    while first or cursor:
        first = False
        page = json.loads(await get(cursor))
        print("page", cursor, page)
        for item in page["items"]:
            yield item
        cursor = page["next"]


class Prefetch:
    """Reads one ahead."""

    def __init__(self, it):
        self.it = it.__aiter__()
        self.task = None

    def __aiter__(self):
        return self

    async def __anext__(self):
        task = self.task or asyncio.ensure_future(anext(self.it))
        try:
            item = await task
        except StopAsyncIteration:
            self.task = None
            raise
        self.task = asyncio.create_task(self._next())
        return item

    async def _next(self):
        return await self.it.__anext__()


async def main():
    print([x async for x in paginate()])
    it = paginate()
    print(await anext(it), await anext(it), await anext(it))
    await it.aclose()
    print(await anext(it, "over"))
    ahead = Prefetch(paginate())
    print(await ahead._next() if False else await paginate().__anext__())


asyncio.run(main())
