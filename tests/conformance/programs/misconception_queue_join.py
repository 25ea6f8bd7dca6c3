"""join waits for task_done, not for an empty queue."""
import asyncio


async def main():
    q = asyncio.Queue()
    for i in range(2):
        q.put_nowait(i)
    while not q.empty():
        await q.get()
    try:
        await asyncio.wait_for(q.join(), 1)
    except TimeoutError:
        print("empty, yet not joined", q.qsize())
    q.task_done()
    q.task_done()
    await q.join()
    print("joined")
    try:
        q.task_done()
    except ValueError as e:
        print(e)
    q = asyncio.Queue(maxsize=1)
    putter = asyncio.create_task(q.put("a"))
    blocked = asyncio.create_task(q.put("b"))
    await asyncio.sleep(0)
    print(putter.done(), blocked.done(), q.full())
    blocked.cancel()
    await asyncio.wait([blocked])
    print(q.get_nowait(), q.qsize())


asyncio.run(main())
