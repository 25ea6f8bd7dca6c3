# Timeouts beside other cancellations: nested ones, swallowed ones, errors instead, cancellation from outside.
import asyncio


def cancelling():
    return asyncio.current_task().cancelling()


async def nested():
    loop = asyncio.get_running_loop()
    for outer_delay, inner_delay in ((0.1, 0.2), (0.2, 0.1), (0.1, 0.1)):
        try:
            async with asyncio.timeout(outer_delay) as outer:
                try:
                    async with asyncio.timeout(inner_delay) as inner:
                        await asyncio.sleep(9)
                except TimeoutError:
                    print("inner timed out", cancelling())
                    await asyncio.sleep(0)
                    print("goes on")
        except TimeoutError:
            print("outer timed out", cancelling())
        print(outer.expired(), inner.expired())
    when = loop.time() + 0.1
    try:
        async with asyncio.timeout_at(when) as a:
            async with asyncio.timeout_at(when) as b:
                async with asyncio.timeout_at(when) as c:
                    await asyncio.sleep(9)
    except TimeoutError as e:
        print("three at once", a, b, c, type(e.__cause__).__name__, cancelling())


async def swallowed():
    async with asyncio.timeout(0.1) as t:
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            print("swallowed", cancelling())
    print(t, cancelling())
    try:
        async with asyncio.timeout(0.1) as t:
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                await asyncio.sleep(0.1)
                raise
    except TimeoutError:
        print("raised later")
    await asyncio.sleep(0)

    async def uncancelled_before():
        asyncio.current_task().cancel()
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            print("kept at", cancelling())
        try:
            async with asyncio.timeout(0.1):
                await asyncio.sleep(9)
        except TimeoutError:
            print("TimeoutError", cancelling())

    await asyncio.create_task(uncancelled_before())


async def other_errors():
    for error in (KeyError("k"), ExceptionGroup("g", [ValueError(1), TypeError(2)])):
        try:
            async with asyncio.timeout(0.1):
                try:
                    await asyncio.sleep(9)
                finally:
                    raise error
        except Exception as e:
            print(repr(e), cancelling(), repr(e.__context__), repr(e.__context__.__cause__))
    try:
        async with asyncio.timeout(0.1):
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError as e:
                raise asyncio.CancelledError("my own") from None
    except TimeoutError as e:
        print("TimeoutError from", repr(e.__cause__))

    class Mine(asyncio.CancelledError):
        pass

    try:
        async with asyncio.timeout(0.1):
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                raise Mine("mine")
    except BaseException as e:
        print(repr(e), repr(e.__cause__))
    try:
        async with asyncio.timeout(9) as t:
            raise LookupError("at once")
    except LookupError as e:
        print(repr(e), t)


async def cancelled_from_outside():
    async def limited(delay):
        try:
            async with asyncio.timeout(delay) as t:
                await asyncio.sleep(9)
        except asyncio.CancelledError as e:
            print("cancelled", e.args, t, cancelling())
            raise
        except TimeoutError:
            print("timed out", t, cancelling())

    t = asyncio.create_task(limited(5))
    await asyncio.sleep(0.01)
    t.cancel("outside")
    await asyncio.wait([t])
    print(t.cancelled())
    for first in ("cancel", "timer"):
        loop = asyncio.get_running_loop()
        t = asyncio.create_task(limited(0.1))
        await asyncio.sleep(0)
        when = 0.0999 if first == "cancel" else 0.1001
        loop.call_later(when, t.cancel, "near")
        await asyncio.wait([t])
        print(first, t.cancelled(), t.cancelling())

    async def both(f):
        try:
            async with asyncio.timeout(0.1) as t:
                await f
        except BaseException as e:
            print(type(e).__name__, t, cancelling())
            raise

    f = asyncio.get_running_loop().create_future()
    t = asyncio.create_task(both(f))
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(0.1, t.cancel)
    await asyncio.wait([t])
    print(t.cancelled(), repr(t.exception()) if not t.cancelled() else "")


async def timeout_and_result_at_once():
    loop = asyncio.get_running_loop()
    for i in range(2):
        f = loop.create_future()
        if i == 0:
            loop.call_later(0.1, f.set_result, "result first")
        try:
            async with asyncio.timeout(0.1) as t:
                if i == 1:
                    loop.call_later(0.1 - 1e-6, f.set_result, "result first")
                print(await f)
        except TimeoutError:
            print("timeout", f.cancelled(), f.done())
        print(t, cancelling())


async def in_generators_and_loops():
    async def ticks():
        try:
            for i in range(100):
                async with asyncio.timeout(0.5):
                    await asyncio.sleep(0.1 * i)
                    yield i
        finally:
            print("generator ends")

    try:
        async for i in ticks():
            print(i, end=" ")
    except TimeoutError:
        print("timed out in the generator")
    for attempt in range(3):
        try:
            async with asyncio.timeout(0.1 * attempt + 0.05):
                await asyncio.sleep(0.12)
                print("attempt", attempt, "worked")
                break
        except TimeoutError:
            print("attempt", attempt, "failed")


async def within_gathers_and_tasks():
    async def one(i):
        async with asyncio.timeout(0.05 * i):
            await asyncio.sleep(0.12)
            return i

    print(await asyncio.gather(*map(one, range(1, 5)), return_exceptions=True))
    try:
        async with asyncio.timeout(0.1):
            await asyncio.create_task(one(9))
    except TimeoutError:
        print("the task was cancelled with it")
    try:
        async with asyncio.timeout(0.1):
            async with asyncio.timeout(None):
                await asyncio.shield(asyncio.create_task(one(9)))
    except TimeoutError:
        print("the shield was cancelled")
    await asyncio.sleep(0.2)


async def by_hand():
    t = asyncio.timeout(0.05)
    await t.__aenter__()
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as e:
        try:
            await t.__aexit__(type(e), e, None)
        except TimeoutError as e:
            print("TimeoutError", t, cancelling())
    t = asyncio.timeout(5)
    await t.__aenter__()
    print(await t.__aexit__(None, None, None), t)
    try:
        await t.__aexit__(None, None, None)
    except AssertionError as e:
        print(repr(e))


async def main():
    for part in (nested, swallowed, other_errors, cancelled_from_outside, timeout_and_result_at_once,
                 in_generators_and_loops, within_gathers_and_tasks, by_hand):
        print("--", part.__name__)
        await part()


asyncio.run(main())
