# asyncio.as_completed: the order of results, errors, timeouts, what is not awaited; async iteration where there is one.
import asyncio
import sys


async def after(delay, name, error=None):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print("cancelled", name)
        raise
    if error:
        raise error
    return name


async def in_order():
    for c in asyncio.as_completed([after(0.3, "c"), after(0.1, "a"), after(0.2, "b")]):
        print(await c, round(asyncio.get_running_loop().time() * 100) % 100 >= 0)
    print([await c for c in asyncio.as_completed([after(0, n) for n in "xyz"])])
    t = asyncio.create_task(after(0.1, "once"))
    print([await c for c in asyncio.as_completed([t, t, t])])
    print([await c for c in asyncio.as_completed([])], list(asyncio.as_completed(())))


async def with_errors():
    results = []
    for c in asyncio.as_completed([after(0.1, "ok"), after(0.2, "", KeyError("k")), after(0.3, "late")]):
        try:
            results.append(await c)
        except KeyError as e:
            results.append(repr(e))
    print(results)


async def too_late():
    loop = asyncio.get_running_loop()
    begin = loop.time()
    tasks = [asyncio.create_task(after(d, str(d))) for d in (0.1, 0.5, 0.6)]
    for c in asyncio.as_completed(tasks, timeout=0.3):
        try:
            print("got", await c)
        except TimeoutError as e:
            print("TimeoutError", e.args, round(loop.time() - begin, 2))
    print([t.done() for t in tasks])
    print(await asyncio.gather(*tasks))
    try:
        for c in asyncio.as_completed([after(0.2, "n")], timeout=0):
            await c
    except TimeoutError:
        print("at once")
    await asyncio.sleep(0.3)
    print([await c for c in asyncio.as_completed([after(0.1, "in time")], timeout=5)])


async def awaited_elsewhere():
    async def collect(c):
        return await c

    coroutines = list(asyncio.as_completed([after(0.2, "slow"), after(0.1, "fast")]))
    print(len(coroutines), all(asyncio.iscoroutine(c) for c in coroutines))
    tasks = [asyncio.create_task(collect(c)) for c in reversed(coroutines)]
    print(await asyncio.gather(*tasks))


async def left_early():
    tasks = [asyncio.create_task(after(0.1 * i, i)) for i in (2, 1, 3)]
    for c in asyncio.as_completed(tasks):
        print("first", await c)
        break
    print([t.done() for t in tasks])
    await asyncio.gather(*tasks)


async def consumer_cancelled():
    async def consume(tasks):
        for c in asyncio.as_completed(tasks):
            try:
                print("consumed", await c)
            except asyncio.CancelledError:
                print("consumer cancelled")
                raise

    tasks = [asyncio.create_task(after(0.1 * i, i)) for i in (1, 3)]
    t = asyncio.create_task(consume(tasks))
    await asyncio.sleep(0.2)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled(), [x.done() for x in tasks])
    await asyncio.gather(*tasks)
    tasks = [asyncio.create_task(after(0.1, "gone")), asyncio.create_task(after(0.2, "stays"))]
    asyncio.get_running_loop().call_later(0.05, tasks[0].cancel)
    for c in asyncio.as_completed(tasks):
        try:
            print(await c)
        except asyncio.CancelledError:
            print("a child was cancelled", asyncio.current_task().cancelling())


async def mistakes():
    f = asyncio.get_running_loop().create_future()
    for bad in (f, 5, [1, 2], None):
        try:
            for c in asyncio.as_completed(bad):
                c.close()
        except TypeError as e:
            print("TypeError", e)
    try:
        asyncio.as_completed()
    except TypeError as e:
        print("TypeError", e)
    try:
        asyncio.as_completed([], 1)
    except TypeError as e:
        print("TypeError", e)


async def iterated_asynchronously():
    if sys.version_info < (3, 13):
        return
    tasks = {asyncio.create_task(after(0.1 * i, i)): i for i in (3, 1, 2)}
    async for t in asyncio.as_completed(tasks):
        print(tasks[t], t.done(), await t)
    async for t in asyncio.as_completed([after(0.1, "c", ValueError("v")), after(0.2, "d")]):
        print(type(t).__name__, repr(t.exception()), t.cancelled())
    try:
        async for t in asyncio.as_completed([after(0.1, "e"), after(9, "f")], timeout=0.5):
            print(t.result())
    except TimeoutError as e:
        print("TimeoutError", e.args)
    it = asyncio.as_completed([after(0, 1), after(0, 2)])
    print(aiter(it) is it, iter(it) is it, type(it).__name__)
    print(await next(it), (await anext(it)).result())
    try:
        await anext(it)
    except StopAsyncIteration:
        print("over")


async def main():
    for part in (in_order, with_errors, too_late, awaited_elsewhere, left_early, consumer_cancelled, mistakes,
                 iterated_asynchronously):
        print("--", part.__name__)
        await part()


asyncio.run(main())
