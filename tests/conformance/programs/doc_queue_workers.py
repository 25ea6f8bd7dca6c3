import asyncio
import random


async def worker(name, queue):
    while True:
        sleep_for = await queue.get()
        await asyncio.sleep(sleep_for)
        queue.task_done()
        print(f"{name} has slept for {sleep_for:.2f} seconds")


async def main():
    random.seed(20)
    queue = asyncio.Queue()
    total_sleep_time = 0
    for _ in range(20):
        sleep_for = random.uniform(0.05, 1.0)
        total_sleep_time += sleep_for
        queue.put_nowait(sleep_for)
    tasks = []
    for i in range(3):
        task = asyncio.create_task(worker(f"worker-{i}", queue))
        tasks.append(task)
    started_at = asyncio.get_running_loop().time()
    await queue.join()
    total_slept_for = asyncio.get_running_loop().time() - started_at
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    print("====")
    print(f"3 workers slept in parallel for {total_slept_for:.2f} seconds")
    print(f"total expected sleep time: {total_sleep_time:.2f} seconds")
    try:
        queue.task_done()
    except ValueError as e:
        print(e)
    for q in (asyncio.Queue(1), asyncio.LifoQueue(2), asyncio.PriorityQueue()):
        for x in (3, 1, 2):
            try:
                q.put_nowait(x)
            except asyncio.QueueFull as e:
                print(repr(e), q.full(), q.maxsize)
        print([q.get_nowait() for _ in range(q.qsize())])
        try:
            q.get_nowait()
        except asyncio.QueueEmpty as e:
            print(repr(e))


asyncio.run(main())
