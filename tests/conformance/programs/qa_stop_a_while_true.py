import asyncio


async def consumer(q, stop):
    while True:
        getter = asyncio.ensure_future(q.get())
        stopper = asyncio.ensure_future(stop.wait())
        await asyncio.wait([getter, stopper], return_when=asyncio.FIRST_COMPLETED)
        if getter.done():
            stopper.cancel()
            print("item", getter.result())
            continue
        getter.cancel()
        print("stopped")
        break


async def main():
    q, stop = asyncio.Queue(), asyncio.Event()
    t = asyncio.create_task(consumer(q, stop))
    for i in range(3):
        q.put_nowait(i)
        await asyncio.sleep(0.1)
    stop.set()
    q.put_nowait("last")
    await t
    print(q.qsize(), t.done())


asyncio.run(main())
