import asyncio


async def get(name, delay):
    await asyncio.sleep(delay)
    if name == "bad":
        raise LookupError(name)
    return name


async def main():
    for coro in asyncio.as_completed([get("slow", 3), get("fast", 1), get("mid", 2)]):
        print(await coro)
    for coro in asyncio.as_completed([get("bad", 1), get("good", 0.5)]):
        try:
            print(await coro)
        except LookupError as e:
            print(repr(e))
    try:
        for coro in asyncio.as_completed([get("a", 1), get("b", 5)], timeout=2):
            print(await coro)
    except TimeoutError as e:
        print("timeout", repr(e))
    print(len(list(asyncio.as_completed([]))))
    try:
        asyncio.as_completed(get("x", 1).__await__())
    except TypeError as e:
        print(e)


asyncio.run(main())
