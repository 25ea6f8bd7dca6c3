# asyncio.timeout and timeout_at: states, reprs, rescheduling, mistakes.
import asyncio


async def states():
    loop = asyncio.get_running_loop()
    t = asyncio.timeout(10)
    print(t, t.expired(), round(t.when() - loop.time(), 3))
    async with t as entered:
        print(t is entered, repr(t).startswith("<Timeout [active] when="), t.expired())
    print(t, t.expired())
    async with asyncio.timeout(None) as t:
        print(t, t.when())
    print(t)
    async with asyncio.timeout_at(2 ** 40) as t:
        print(t, t.when())
    async with asyncio.timeout_at(123456.789012) as t:
        print(t, t.when())
    try:
        async with asyncio.timeout(0.01) as t:
            await asyncio.sleep(1)
    except TimeoutError as e:
        print(t, t.expired(), e.args, type(e.__cause__).__name__, e.__cause__ is e.__context__, e.__suppress_context__)
    try:
        async with asyncio.timeout(0.01) as t:
            try:
                await asyncio.sleep(1)
            finally:
                print(t, t.expired(), asyncio.current_task().cancelling())
    except TimeoutError:
        print(asyncio.current_task().cancelling())


async def expired_before():
    for make in (lambda: asyncio.timeout(0), lambda: asyncio.timeout(-5), lambda: asyncio.timeout_at(0)):
        async with make() as t:
            print("no suspension")
        print(t.expired())
        try:
            async with make() as t:
                print("before")
                await asyncio.sleep(0)
                print("after")
        except TimeoutError:
            print("timeout", t.expired())
    async with asyncio.timeout(0) as t:
        f = asyncio.get_running_loop().create_future()
        f.set_result(1)
        print(await f)
    print(t)


async def rescheduled():
    loop = asyncio.get_running_loop()
    begin = loop.time()
    async with asyncio.timeout(0.1) as t:
        t.reschedule(loop.time() + 1)
        await asyncio.sleep(0.5)
        t.reschedule(None)
        print(t, t.when())
        await asyncio.sleep(2)
        t.reschedule(7 ** 9)
        print(t.when())
    try:
        async with asyncio.timeout(None) as t:
            t.reschedule(loop.time() + 0.1)
            await asyncio.sleep(9)
    except TimeoutError:
        print(round(loop.time() - begin, 2))
    try:
        async with asyncio.timeout(9) as t:
            t.reschedule(loop.time() - 1)
            print("still here")
            await asyncio.sleep(0)
    except TimeoutError:
        print("by the past")
    for state, t in (("created", asyncio.timeout(1)), ("finished", None), ("expired", None)):
        if state == "finished":
            async with asyncio.timeout(1) as t:
                pass
        if state == "expired":
            try:
                async with asyncio.timeout(0) as t:
                    await asyncio.sleep(0)
            except TimeoutError:
                pass
        try:
            t.reschedule(5)
        except RuntimeError as e:
            print(state, e)
    try:
        async with asyncio.timeout(0) as t:
            try:
                await asyncio.sleep(0)
            except asyncio.CancelledError:
                try:
                    t.reschedule(5)
                except RuntimeError as e:
                    print("expiring", e)
                raise
    except TimeoutError:
        pass


async def mistakes():
    t = asyncio.timeout(1)
    async with t:
        try:
            async with t:
                pass
        except RuntimeError as e:
            print(e)
    try:
        async with t:
            pass
    except RuntimeError as e:
        print(e)
    for make in (lambda: asyncio.timeout(), lambda: asyncio.timeout("1"), lambda: asyncio.timeout_at(),
                 lambda: asyncio.Timeout(), lambda: asyncio.timeout(1, 2)):
        try:
            make()
        except TypeError as e:
            print("TypeError", e)
    try:
        async with asyncio.timeout_at("x"):
            pass
    except TypeError as e:
        print("TypeError", e)
    try:
        with asyncio.timeout(1):
            pass
    except TypeError as e:
        print("TypeError", e)


async def main():
    for part in (states, expired_before, rescheduled, mistakes):
        print("--", part.__name__)
        await part()


asyncio.run(main())
try:
    asyncio.timeout(1)
except RuntimeError as e:
    print("RuntimeError", e)
t = asyncio.timeout_at(5)
print(t)
loop = asyncio.new_event_loop()
loop.call_soon(lambda: print(asyncio.timeout(None)))


def outside_a_task():
    c = asyncio.timeout(1).__aenter__()
    try:
        c.send(None)
    except RuntimeError as e:
        print("RuntimeError", e)


loop.call_soon(outside_a_task)
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
