import asyncio


async def counter(name: str, start: int):
    while start > 0:
        print(f"{name}: {start}")
        await asyncio.sleep(1 / len(name))
        start -= 1
    print(f"{name}: lift-off" if start == 0 else "?")
    return name[::-1]


async def main():
    results = await asyncio.gather(counter("abc", 3), counter("z", 2), counter("none", 0))
    print(results)


if __name__ == "__main__":
    asyncio.run(main())
