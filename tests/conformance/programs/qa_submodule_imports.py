import asyncio
from asyncio import CancelledError, Queue, create_task, gather, run, sleep, timeout
from asyncio.locks import Lock


async def job(q):
    try:
        await sleep(1)
    except CancelledError:
        await q.put("cancelled")
        raise


async def main():
    q = Queue()
    t = create_task(job(q))
    await sleep(0)
    t.cancel()
    print(await gather(t, return_exceptions=True), await q.get(), isinstance(t, asyncio.Task), Lock is asyncio.Lock)
    try:
        asyncio.get_running_loop().create_future().result()
    except asyncio.InvalidStateError as e:
        print(e)
    async with timeout(1):
        print("in time")


run(main())
