import asyncio


async def query(server, delay):
    try:
        await asyncio.sleep(delay)
        return server
    finally:
        print("end of", server)


async def main():
    tasks = [asyncio.create_task(query(s, d)) for s, d in (("x", 2), ("y", 1), ("z", 1))]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(sorted(t.result() for t in done), len(pending))
    for t in pending:
        t.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    print([t.cancelled() for t in tasks])

    winner = asyncio.get_running_loop().create_future()

    async def race(s, d):
        r = await query(s, d)
        if not winner.done():
            winner.set_result(r)

    racers = [asyncio.create_task(race(*p)) for p in (("p", 0.3), ("q", 0.2))]
    print(await winner)
    await asyncio.wait(racers)


asyncio.run(main())
