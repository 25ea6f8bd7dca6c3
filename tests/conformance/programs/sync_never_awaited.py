# Coroutines of locks and queues that are dropped before anything of them has run.
import asyncio


async def main():
    lock = asyncio.Lock()
    lock.acquire()
    q = asyncio.Queue()
    q.put(1)
    q.get()
    asyncio.Event().wait()
    asyncio.sleep(1)
    print(lock.locked(), q.qsize())
    c = lock.acquire()
    c.close()
    del c
    t = asyncio.create_task(lock.acquire())
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled before it began", lock.locked())
    c = q.join()
    del c
    asyncio.Barrier(2).wait()


asyncio.run(main())
