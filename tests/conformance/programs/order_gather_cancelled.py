# How a gather() that is cancelled ends: with the CancelledError of its last argument, whatever became of that one.
import asyncio


async def ends(how):
    if isinstance(how, Exception):
        raise how
    if how == "cancels":
        asyncio.current_task().cancel("itself")
        await asyncio.sleep(0)
    if how == "swallows":
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError as e:
            print("swallowed", e.args)
        return how
    if how == "fails late":
        try:
            await asyncio.sleep(1)
        finally:
            raise KeyError(how)
    if how == "waits":
        await asyncio.sleep(1)
    return how


async def attempt(*hows, message="enough", exceptions=True):
    g = asyncio.gather(*map(ends, hows), return_exceptions=exceptions)
    g.add_done_callback(lambda g: print("  done", g.cancelled(), repr(g.exception() if not g.cancelled() else None)))
    await asyncio.sleep(0.1)
    print(hows, g.done(), g.cancel(message), g.cancel("again"), g.done())
    try:
        print("  result", await g)
    except BaseException as e:
        print("  raised", repr(e), g.cancelled())
    print("  cancel when done", g.cancel("late"))


async def main():
    for last in ("returns", ValueError("fails"), "cancels", "swallows", "fails late", "waits"):
        for exceptions in (True, False):
            await attempt("waits", last, exceptions=exceptions)
            await attempt(last, "swallows", exceptions=exceptions)
    f = asyncio.get_running_loop().create_future()
    g = asyncio.gather(f, ends(ValueError("last")), return_exceptions=True)
    await asyncio.sleep(0.1)
    print(f.cancel("by hand"))
    print(await g)
    f = asyncio.get_running_loop().create_future()
    outer = asyncio.create_task(attempt_inner(f))
    await asyncio.sleep(0.1)
    outer.cancel("from outside")
    await asyncio.wait([outer])
    print(outer)


async def attempt_inner(f):
    try:
        await asyncio.gather(f, ends("returns"), ends(ValueError("one")), ends("waits"), return_exceptions=True)
    except asyncio.CancelledError as e:
        print("inner", repr(e), f.cancelled())


asyncio.run(main())
