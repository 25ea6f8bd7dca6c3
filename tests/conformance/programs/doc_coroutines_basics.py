"""Coroutines and tasks: what calling, awaiting and scheduling mean."""
import asyncio
import inspect


async def say_after(delay, what):
    await asyncio.sleep(delay)
    print(what)
    return len(what)


async def nested():
    return 42


async def main():
    loop = asyncio.get_running_loop()
    print(f"started at {loop.time():.1f}")
    await say_after(1, "hello")
    await say_after(2, "world")
    print(f"finished at {loop.time():.1f}")

    task1 = asyncio.create_task(say_after(1, "hello"))
    task2 = asyncio.create_task(say_after(2, "world"))
    await task1
    await task2
    print(f"concurrently until {loop.time():.1f}", task1.result(), task2.result())

    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(say_after(1, "in a group"))
        b = tg.create_task(say_after(2, "also"))
        print("both scheduled")
    print("results:", a.result() + b.result(), f"{loop.time():.1f}")

    coro = nested()
    print(asyncio.iscoroutine(coro), inspect.iscoroutinefunction(nested), inspect.iscoroutine(coro), type(coro).__name__)
    print(await coro)
    try:
        await coro
    except RuntimeError as e:
        print(e)


main_coroutine = main()
print(inspect.getcoroutinestate(main_coroutine), main_coroutine.__qualname__)
asyncio.run(main_coroutine)
print(inspect.getcoroutinestate(main_coroutine))
