import asyncio


async def worker(i, log):
    await asyncio.sleep((i * 7919 % 101) / 100)
    log.append(i)
    if i % 5 == 0:
        await asyncio.sleep(0)
        log.append(-i)
    return i * i


async def main():
    log = []
    tasks = [asyncio.create_task(worker(i, log)) for i in range(500)]
    for t in tasks[::7]:
        t.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print(log)
    print(sum(r for r in results if isinstance(r, int)), sum(isinstance(r, asyncio.CancelledError) for r in results))
    print(len(asyncio.all_tasks()))


asyncio.run(main())
