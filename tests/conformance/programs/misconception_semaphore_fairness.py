import asyncio


async def main():
    sem, log = asyncio.Semaphore(1), []

    async def greedy():
        for i in range(3):
            async with sem:
                log.append(f"greedy {i}")
                await asyncio.sleep(0.1)

    async def patient(n):
        async with sem:
            log.append(f"patient {n}")
            await asyncio.sleep(0.1)

    await asyncio.gather(greedy(), patient(1), patient(2))
    print(log)
    await sem.acquire()
    t1, t2 = asyncio.create_task(patient(3)), asyncio.create_task(patient(4))
    await asyncio.sleep(0)
    t1.cancel()
    sem.release()
    print(sem.locked())
    await asyncio.wait([t1, t2])
    print(t1.cancelled(), log[-1], sem.locked())


asyncio.run(main())
