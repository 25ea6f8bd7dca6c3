import asyncio


async def spawn(tree, depth=0):
    await asyncio.sleep(0.1)
    results = await asyncio.gather(*(spawn(t, depth + 1) for t in tree))
    return max(results, default=depth), 1 + sum(r[1] if isinstance(r, tuple) else 0 for r in results)


async def depth(tree):
    await asyncio.sleep(0)
    return 1 + max([await depth(t) for t in tree], default=0)


async def flatten(x):
    if isinstance(x, list):
        for y in x:
            async for z in flatten(y):
                yield z
    else:
        await asyncio.sleep(0)
        yield x


async def main():
    print(await depth([[], [[], [[]]]]))
    print(await spawn([]))
    print([x async for x in flatten([1, [2, [3, [4]], []], 5])])
    pending = [asyncio.create_task(asyncio.sleep(n / 10, n)) for n in range(3)]
    seen = []
    while pending:
        done, rest = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        pending = [t for t in pending if t in rest]
        for t in done:
            seen.append(t.result())
            if t.result() == 1:
                pending.append(asyncio.create_task(asyncio.sleep(0.05, "extra")))
    print(seen)


asyncio.run(main())
