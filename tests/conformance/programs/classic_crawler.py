"""A breadth-first crawler of a fake site, never more than three pages at a time."""
import asyncio
from collections import Counter

SITE = {
    "/": ["/a", "/b", "/c"],
    "/a": ["/a/1", "/a/2", "/"],
    "/b": ["/a", "/b/1"],
    "/c": ["/missing"],
    "/a/1": [],
    "/a/2": ["/c"],
    "/b/1": ["/b"],
}


class Crawler:
    def __init__(self, limit: int):
        self.slots = asyncio.Semaphore(limit)
        self.seen: set[str] = set()
        self.status: Counter[int] = Counter()
        self.busy = self.peak = 0

    async def fetch(self, url: str) -> tuple[int, list[str]]:
        async with self.slots:
            self.busy += 1
            self.peak = max(self.peak, self.busy)
            await asyncio.sleep(0.1 * len(url))
            self.busy -= 1
        return (200, SITE[url]) if url in SITE else (404, [])

    async def crawl(self, url: str, depth: int = 0) -> None:
        if url in self.seen:
            return
        self.seen.add(url)
        status, links = await self.fetch(url)
        self.status[status] += 1
        print(f"{'  ' * depth}{url} -> {status}, {len(links)} links")
        await asyncio.gather(*(self.crawl(link, depth + 1) for link in links))


async def main():
    crawler = Crawler(3)
    await crawler.crawl("/")
    print(sorted(crawler.seen), dict(crawler.status), "peak", crawler.peak)


asyncio.run(main())
