import asyncio


async def main():
    async def value():
        return 1

    async def error():
        raise KeyError("k")

    async def cancelled():
        raise asyncio.CancelledError

    async def stop():
        raise StopIteration(3)

    async def stop_async():
        raise StopAsyncIteration

    tasks = [asyncio.create_task(f(), name=f.__name__) for f in (value, error, cancelled, stop, stop_async)]
    await asyncio.wait(tasks)
    for t in tasks:
        row = [t.get_name(), t.done(), t.cancelled()]
        for ask in (t.exception, t.result):
            try:
                row.append(ask())
            except BaseException as e:
                row.append(f"raises {type(e).__name__}: {e}")
        print(*row, sep=" | ")


asyncio.run(main())
