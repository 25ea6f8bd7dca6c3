# asyncio.shield: whose cancellation reaches whom, and when.
import asyncio


async def work(name, delay=0.1, error=None):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print(name, "was cancelled")
        raise
    print(name, "done")
    if error:
        raise error
    return name


async def outer_cancelled():
    inner = asyncio.create_task(work("inner"))

    async def outer():
        try:
            return await asyncio.shield(inner)
        except asyncio.CancelledError as e:
            print("outer cancelled", e.args, inner.done())
            raise

    t = asyncio.create_task(outer())
    await asyncio.sleep(0.05)
    t.cancel("m")
    await asyncio.wait([t])
    print(t.cancelled(), inner.done())
    print(await inner)


async def inner_cancelled():
    inner = asyncio.create_task(work("i"))
    s = asyncio.shield(inner)
    await asyncio.sleep(0)
    inner.cancel("why")
    try:
        await s
    except asyncio.CancelledError as e:
        print("shield cancelled too", e.args, s.cancelled(), inner.cancelled())


async def results_and_errors():
    print(await asyncio.shield(work("r")))
    try:
        await asyncio.shield(work("e", 0.1, ValueError("e")))
    except ValueError as e:
        print(repr(e))
    f = asyncio.get_running_loop().create_future()
    f.set_result(3)
    print(asyncio.shield(f) is f, await asyncio.shield(f))
    t = asyncio.create_task(work("same"))
    a, b = asyncio.shield(t), asyncio.shield(t)
    print(a is b, a is t, await asyncio.gather(a, b))
    for bad in (1, "x", None):
        try:
            asyncio.shield(bad)
        except TypeError as e:
            print("TypeError", e)
    try:
        asyncio.shield()
    except TypeError as e:
        print("TypeError", e)


async def cancel_the_shield_itself():
    inner = asyncio.create_task(work("kept"))
    s = asyncio.shield(inner)
    await asyncio.sleep(0)
    print(s.cancel(), s.cancelled(), s.done(), inner.done())
    await asyncio.sleep(0.2)
    print(inner.result())


async def gather_of_shields():
    inner = [asyncio.create_task(work(f"g{i}", 0.1 * (i + 1))) for i in range(3)]
    g = asyncio.gather(*(asyncio.shield(t) for t in inner))
    await asyncio.sleep(0.15)
    print(g.cancel())
    try:
        await g
    except asyncio.CancelledError:
        print("gather cancelled", [t.done() for t in inner])
    print(await asyncio.gather(*inner))


async def gather_is_shielded():
    g = asyncio.gather(work("p"), work("q", 0.2))
    try:
        await asyncio.wait_for(asyncio.shield(g), 0.15)
    except TimeoutError:
        print("timeout, but it goes on", g.done())
    print(await g)


async def in_a_cancelled_task():
    async def cleaner():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            print("cleaning", asyncio.current_task().cancelling())
            print(await asyncio.shield(work("clean up")))
            raise

    t = asyncio.create_task(cleaner())
    await asyncio.sleep(0.05)
    t.cancel()
    await asyncio.sleep(0.05)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled(), t.cancelling())
    await asyncio.sleep(0.2)


async def twice():
    inner = asyncio.create_task(work("deep"))
    s = asyncio.shield(asyncio.shield(inner))
    await asyncio.sleep(0)
    s.cancel()
    await asyncio.sleep(0.2)
    print(inner.result(), s.cancelled())


async def main():
    for part in (outer_cancelled, inner_cancelled, results_and_errors, cancel_the_shield_itself, gather_of_shields,
                 gather_is_shielded, in_a_cancelled_task, twice):
        print("--", part.__name__)
        await part()


asyncio.run(main())
