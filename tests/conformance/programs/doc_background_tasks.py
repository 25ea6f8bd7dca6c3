import asyncio


async def some_coro(param):
    await asyncio.sleep(param / 10)
    return param


async def main():
    background_tasks = set()
    for i in range(10):
        task = asyncio.create_task(some_coro(param=i))
        background_tasks.add(task)
        task.add_done_callback(background_tasks.discard)
    print(len(background_tasks))
    for _ in range(4):
        await asyncio.sleep(0.25)
        print(len(background_tasks), end=" ")
    print()
    await asyncio.sleep(1)
    print(background_tasks, len(asyncio.all_tasks()))


asyncio.run(main())
