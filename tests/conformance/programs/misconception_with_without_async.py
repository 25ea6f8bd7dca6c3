import asyncio


class Both:
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, *exc):
        print("exit", exc[0] and exc[0].__name__)

    async def __aenter__(self):
        await asyncio.sleep(0)
        print("aenter")
        return self

    async def __aexit__(self, *exc):
        print("aexit", exc[0] and exc[0].__name__)
        return True

    def __iter__(self):
        return iter("sync")

    async def __aiter__(self):
        for c in "async":
            yield c


async def main():
    both = Both()
    with both:
        async with both:
            raise ValueError("swallowed by aexit")
    print([*both], [c async for c in both])
    try:
        with both:
            await asyncio.wait_for(asyncio.sleep(5), 1)
    except TimeoutError:
        print("through")
    try:
        async for x in list(both):
            pass
    except TypeError as e:
        print(e)


asyncio.run(main())
