import asyncio


async def example_barrier():
    b = asyncio.Barrier(3)
    asyncio.create_task(b.wait())
    asyncio.create_task(b.wait())
    await asyncio.sleep(0)
    print(b.parties, b.n_waiting, b.broken)
    await b.wait()
    print("passed", b.n_waiting)
    await asyncio.sleep(0)
    print(b.n_waiting)


async def phase(b, n, log):
    for step in range(2):
        await asyncio.sleep(n / 10)
        async with b as position:
            if position == 0:
                log.append(f"step {step} ended by the first")
        log.append((step, n))


async def main():
    await example_barrier()
    log = []
    b = asyncio.Barrier(3)
    await asyncio.gather(*(phase(b, n, log) for n in range(3)))
    print(*log, sep="\n")
    t = asyncio.create_task(b.wait())
    await asyncio.sleep(0)
    await b.abort()
    try:
        await t
    except asyncio.BrokenBarrierError as e:
        print("broken", b.broken, repr(e))
    await b.reset()
    print(b.broken)
    try:
        asyncio.Barrier(0)
    except ValueError as e:
        print(e)


asyncio.run(main())
