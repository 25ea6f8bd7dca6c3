"""Calling an async function runs nothing of it."""
import asyncio
import warnings

warnings.simplefilter("ignore")


async def effect(log):
    log.append("ran")


async def main():
    log = []
    coro = effect(log)
    await asyncio.sleep(1)
    print(log, type(coro).__name__)
    coro.close()
    effect(log)
    print(log)
    await effect(log)
    print(log)
    task = asyncio.create_task(effect(log))
    print(log)
    await asyncio.sleep(0)
    print(log, task.done())
    result = effect(log) and "truthy, though nothing ran"
    print(result, log)


asyncio.run(main())
