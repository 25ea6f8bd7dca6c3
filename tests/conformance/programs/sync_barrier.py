# asyncio.Barrier: arrival order, reuse, reset, abort, cancellation, async with.
import asyncio


def short(obj):
    text = repr(obj)
    return text[: text.index(" object at")] + text[text.index(" ["):]


async def arrive(barrier, name, log):
    try:
        log.append((name, await barrier.wait()))
    except asyncio.BrokenBarrierError as e:
        log.append((name, "broken", str(e)))
    except asyncio.CancelledError:
        log.append((name, "cancelled"))
        raise


async def ready(n=3):
    for _ in range(n):
        await asyncio.sleep(0)


async def rounds():
    barrier, log = asyncio.Barrier(3), []
    print(short(barrier), barrier.parties, barrier.n_waiting, barrier.broken)
    tasks = [asyncio.create_task(arrive(barrier, n, log)) for n in "ab"]
    await ready()
    print(short(barrier), barrier.n_waiting)
    tasks += [asyncio.create_task(arrive(barrier, n, log)) for n in "cdefg"]
    for _ in range(12):
        await asyncio.sleep(0)
        print(short(barrier), len(log))
    print(log)
    tasks += [asyncio.create_task(arrive(barrier, n, log)) for n in "hi"]
    await asyncio.wait(tasks)
    print(log, short(barrier))


async def with_statement():
    barrier = asyncio.Barrier(2)

    async def party(n):
        async with barrier as position:
            print(n, position, short(barrier))
            return position

    print(sorted(await asyncio.gather(party(1), party(2))))


async def aborted():
    barrier, log = asyncio.Barrier(3), []
    tasks = [asyncio.create_task(arrive(barrier, n, log)) for n in "ab"]
    await ready()
    await barrier.abort()
    print(short(barrier), barrier.broken, barrier.n_waiting)
    await asyncio.wait(tasks)
    await arrive(barrier, "late", log)
    print(log)
    await barrier.reset()
    print(short(barrier))
    await asyncio.gather(*(arrive(barrier, n, log) for n in "xyz"))
    print(log[3:])


async def reset():
    barrier, log = asyncio.Barrier(3), []
    await barrier.reset()
    tasks = [asyncio.create_task(arrive(barrier, n, log)) for n in "ab"]
    await ready()
    r = asyncio.create_task(barrier.reset())
    tasks += [asyncio.create_task(arrive(barrier, n, log)) for n in "cde"]
    for _ in range(8):
        await asyncio.sleep(0)
        print(short(barrier), log)
    await asyncio.wait([*tasks, r])
    print(log, short(barrier))


async def cancelled():
    barrier, log = asyncio.Barrier(3), []
    tasks = [asyncio.create_task(arrive(barrier, n, log)) for n in "ab"]
    await ready()
    tasks[0].cancel()
    await ready()
    print(short(barrier), log)
    more = [asyncio.create_task(arrive(barrier, n, log)) for n in "cd"]
    await asyncio.wait([*tasks, *more])
    print(log, short(barrier))


async def cancelled_while_draining():
    barrier, log = asyncio.Barrier(2), []
    tasks = [asyncio.create_task(arrive(barrier, n, log)) for n in "abcd"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    for _ in range(8):
        await asyncio.sleep(0)
        print(short(barrier), log)
    for t in tasks:
        t.cancel()
    await asyncio.wait(tasks)
    print(log, short(barrier))


async def errors():
    for args in ((0,), (-1,), ("x",), ()):
        try:
            asyncio.Barrier(*args)
        except (ValueError, TypeError) as e:
            print(type(e).__name__, e)
    print(await asyncio.Barrier(1).wait())
    barrier = asyncio.Barrier(2)
    try:
        await asyncio.wait_for(barrier.wait(), 0.1)
    except asyncio.TimeoutError:
        print("timeout", short(barrier))
    print(issubclass(asyncio.BrokenBarrierError, RuntimeError))
    c = barrier.wait()
    print(c.__qualname__)
    c.close()


for test in (rounds, with_statement, aborted, reset, cancelled, cancelled_while_draining, errors):
    print("---", test.__name__)
    asyncio.run(test())
