import asyncio


async def staggered_race(fns, delay):
    winner = None
    errors = [None] * len(fns)
    tasks = []

    async def attempt(i, before):
        nonlocal winner
        if before is not None:
            try:
                await asyncio.wait_for(before.wait(), delay)
            except asyncio.TimeoutError:
                pass
        failed = asyncio.Event()
        if i + 1 < len(fns):
            tasks.append(asyncio.create_task(attempt(i + 1, failed)))
        try:
            result = await fns[i]()
        except Exception as e:
            errors[i] = e
            failed.set()
        else:
            if winner is None:
                winner = i, result
                for j, t in enumerate(tasks):
                    if j != i:
                        t.cancel()

    tasks.append(asyncio.create_task(attempt(0, None)))
    n = 0
    while n < len(tasks):
        n = len(tasks)
        await asyncio.wait(tasks)
    return winner, errors


def host(name, delay, error=None):
    async def connect():
        loop = asyncio.get_running_loop()
        print(f"{loop.time():.2f} connect {name}")
        await asyncio.sleep(delay)
        if error:
            raise error
        return name
    return connect


async def main():
    print(await staggered_race([host("v6", 2), host("v4", 0.3), host("other", 1)], 0.25))
    print(await staggered_race([host("v6", 0.1, OSError("no route")), host("v4", 0.3)], 5))
    print(await staggered_race([host("a", 0, OSError(1)), host("b", 0, OSError(2))], 1))


asyncio.run(main())
