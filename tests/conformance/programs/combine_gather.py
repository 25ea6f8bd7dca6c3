# gather beside other things: done children, odd arguments, nesting, errors in the middle of making it.
import asyncio


async def after(delay, name, error=None):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print("cancelled", name)
        raise
    if error:
        raise error
    return name


def done_future(result=None, error=None, cancelled=False):
    f = asyncio.get_running_loop().create_future()
    if cancelled:
        f.cancel("why")
    elif error:
        f.set_exception(error)
    else:
        f.set_result(result)
    return f


async def done_already():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "callback")
    g = asyncio.gather(done_future(1), done_future(2))
    print(await g)
    await asyncio.sleep(0)
    for children in ((done_future(error=ValueError(1)), done_future(2)), (done_future(cancelled=True), done_future(2))):
        g = asyncio.gather(*children)
        print(g.done())
        try:
            await g
        except BaseException as e:
            print(repr(e), g.cancelled())
    print(await asyncio.gather(done_future(1), done_future(error=KeyError("k")), done_future(cancelled=True),
                               return_exceptions=True))
    g = asyncio.gather(done_future(1), after(0.1, 2))
    print(g.done(), await g)


async def mistakes():
    t = asyncio.create_task(after(0.1, "fine"))
    print(await t)
    other = asyncio.new_event_loop()
    f = other.create_future()
    try:
        asyncio.ensure_future(f, loop=asyncio.get_running_loop())
    except ValueError as e:
        print("ValueError", e)
    other.close()
    g = asyncio.gather()
    print(g.done(), await g, type(g).__name__, await asyncio.gather(*[], return_exceptions=True))
    print(asyncio.ensure_future(t) is t)
    try:
        asyncio.ensure_future(3)
    except TypeError as e:
        print("TypeError", e)


async def nested():
    inner = asyncio.gather(after(0.1, "a"), after(0.3, "b"))
    outer = asyncio.gather(inner, after(0.2, "c"))
    print(await outer)
    inner = asyncio.gather(after(0.1, "a"), after(9, "b"))
    outer = asyncio.gather(inner, after(9, "c"))
    await asyncio.sleep(0.2)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("all cancelled", inner.done(), inner.cancelled(), outer.cancelled())


async def errors_while_others_go_on():
    g = asyncio.gather(after(0.1, "x", ValueError("first")), after(0.2, "y"), after(0.3, "z", KeyError("second")))
    try:
        await g
    except ValueError as e:
        print(repr(e), g.done())
    await asyncio.sleep(0.3)
    g = asyncio.gather(after(0.1, "x", ValueError("first")), after(0.2, "y"), return_exceptions=True)
    await asyncio.sleep(0.15)
    g.cancel("stop")
    try:
        print(await g)
    except asyncio.CancelledError as e:
        print("CancelledError", e.args, g.cancelled())


async def timeouts_within():
    async def limited(i):
        async with asyncio.timeout(0.25):
            return await after(0.1 * i, i)

    print(await asyncio.gather(*map(limited, range(1, 5)), return_exceptions=True))
    try:
        async with asyncio.timeout(0.15):
            await asyncio.gather(*(after(0.1 * i, i) for i in range(1, 4)))
    except TimeoutError as e:
        print(repr(e), type(e.__cause__).__name__)


async def exits():
    async def leave():
        await asyncio.sleep(0.01)
        raise SystemExit("leaving")

    await asyncio.gather(after(9, "other"), leave())


async def main():
    for part in (done_already, mistakes, nested, errors_while_others_go_on, timeouts_within):
        print("--", part.__name__)
        await part()


asyncio.run(main())
try:
    asyncio.run(exits())
except SystemExit as e:
    print("SystemExit", e)
