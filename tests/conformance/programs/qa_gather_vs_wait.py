import asyncio


async def f(n):
    await asyncio.sleep(n / 10)
    if n == 2:
        raise ValueError("two")
    return n


async def main():
    print(await asyncio.gather(f(3), f(1)))
    try:
        await asyncio.gather(f(2), f(3))
    except ValueError as e:
        print("gather:", e)
    tasks = [asyncio.ensure_future(f(n)) for n in (3, 2, 1)]
    done, pending = await asyncio.wait(tasks)
    for t in tasks:
        print("wait:", t in done, t.exception() or t.result())
    nested = await asyncio.gather(asyncio.gather(f(1), f(3)), asyncio.gather(f(2), return_exceptions=True))
    print(nested)
    named = dict(zip("ab", await asyncio.gather(*map(f, (1, 3)))))
    print(named)
    pairs = {n: asyncio.create_task(f(n)) for n in (1, 3)}
    print({k: await v for k, v in pairs.items()})


asyncio.run(main())
