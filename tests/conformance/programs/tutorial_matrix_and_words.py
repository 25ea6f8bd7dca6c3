"""Computing between awaits: comprehensions, slices, sorting and formatting."""
import asyncio
from collections import Counter, defaultdict
from itertools import groupby, zip_longest

TEXT = """the quick brown fox jumps over the lazy dog
the dog sleeps and the fox runs"""


async def count(line):
    await asyncio.sleep(len(line) % 7 / 10)
    return Counter(line.split())


async def multiply(a, b):
    async def cell(i, j):
        await asyncio.sleep(0)
        return sum(x * row[j] for x, row in zip(a[i], b))
    flat = await asyncio.gather(*(cell(i, j) for i in range(len(a)) for j in range(len(b[0]))))
    w = len(b[0])
    return [flat[k:k + w] for k in range(0, len(flat), w)]


async def main():
    total = sum(await asyncio.gather(*map(count, TEXT.splitlines())), Counter())
    for word, n in sorted(total.items(), key=lambda p: (-p[1], p[0]))[:4]:
        print(f"{word:<8}{n:>3d}{n / total.total():>8.2%}")
    by_length = defaultdict(list)
    for w in sorted(total):
        by_length[len(w)].append(w)
    print(dict(by_length))
    print([(k, len([*g])) for k, g in groupby(sorted(total, key=len), key=len)])
    print(await multiply([[1, 2], [3, 4]], [[5, 6, 7], [8, 9, 10]]))
    print(list(zip_longest("abc", [1], fillvalue="-")), "".join(reversed("abc"))[::-1].center(9, "*"))


asyncio.run(main())
