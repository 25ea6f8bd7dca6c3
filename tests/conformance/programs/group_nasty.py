# TaskGroups inside of everything and cancelled from everywhere.
import asyncio


def cancelling():
    return asyncio.current_task().cancelling()


def tree(e):
    if isinstance(e, BaseExceptionGroup):
        return [tree(x) for x in e.exceptions]
    return repr(e)


async def after(delay, name, error=None, clean_up=0):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError as e:
        print("cancelled", name, e.args)
        if clean_up:
            await asyncio.sleep(clean_up)
        raise
    if error:
        raise error
    return name


async def cancelled_from_outside():
    async def group(in_body):
        try:
            async with asyncio.TaskGroup() as g:
                g.create_task(after(1, "child", clean_up=0.05))
                if in_body:
                    await asyncio.sleep(1)
        except BaseException as e:
            print(type(e).__name__, e.args, g, cancelling())
            raise

    for in_body in (True, False):
        t = asyncio.create_task(group(in_body))
        await asyncio.sleep(0.01)
        t.cancel("outside")
        await asyncio.sleep(0)
        t.cancel("again")
        await asyncio.wait([t])
        print(t.cancelled(), t.cancelling())
    t = asyncio.create_task(group(False))
    await asyncio.sleep(0.01)
    t.cancel("one")
    await asyncio.sleep(0.02)
    t.cancel("two, in __aexit__")
    await asyncio.wait([t])
    print(t.cancelled(), t.cancelling())


async def outside_and_child_at_once():
    async def body():
        try:
            async with asyncio.TaskGroup() as g:
                g.create_task(after(9, "c", clean_up=0.01))
                g.create_task(fails_when_cancelled())
        except* ValueError as e:
            print("caught", tree(e), cancelling())
        try:
            await asyncio.sleep(0)
            print("went on", cancelling())
        except asyncio.CancelledError as e:
            print("told at the next await", e.args, cancelling())
            raise

    async def fails_when_cancelled():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            raise ValueError("instead")

    t = asyncio.create_task(body())
    await asyncio.sleep(0.01)
    t.cancel("m")
    await asyncio.wait([t])
    print(t.cancelled(), t.cancelling())

    async def body2():
        try:
            async with asyncio.TaskGroup() as g:
                g.create_task(after(0.1, "x", ValueError("x")))
                await asyncio.sleep(9)
        except* ValueError as e:
            print("caught", tree(e), cancelling())
        await asyncio.sleep(0)
        print("went on", cancelling())

    t = asyncio.create_task(body2())
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(0.1, t.cancel)
    await asyncio.wait([t])
    print(t.cancelled(), t.cancelling())


async def nested():
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(after(1, "outer child"))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(after(0.1, "x", ValueError("inner")))
                inner.create_task(after(1, "inner child"))
    except ExceptionGroup as e:
        print(tree(e), inner, outer, cancelling())
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(after(0.1, "x", ValueError("outer")))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(after(1, "inner child", clean_up=0.01))
                await asyncio.sleep(1)
    except ExceptionGroup as e:
        print(tree(e), inner, outer, cancelling())
    try:
        async with asyncio.TaskGroup() as outer:
            async with asyncio.TaskGroup() as inner:
                outer.create_task(after(0.1, "x", ValueError("outer")))
                inner.create_task(after(0.1, "y", KeyError("inner")))
                await asyncio.sleep(1)
    except ExceptionGroup as e:
        print(tree(e), cancelling())

    async def sub(n):
        async with asyncio.TaskGroup() as g:
            if n:
                for i in range(2):
                    g.create_task(sub(n - 1))
            else:
                await asyncio.sleep(0.01)
                raise ValueError(n)

    try:
        await sub(2)
    except ExceptionGroup as e:
        print(tree(e))


async def with_timeouts():
    try:
        async with asyncio.timeout(0.1):
            async with asyncio.TaskGroup() as g:
                g.create_task(after(1, "a"))
                await asyncio.sleep(1)
    except TimeoutError as e:
        print("TimeoutError", g, cancelling(), type(e.__cause__).__name__)
    try:
        async with asyncio.timeout(0.1) as t:
            async with asyncio.TaskGroup() as g:
                g.create_task(after(1, "a", clean_up=0.2))
                g.create_task(after(0.2, "b", KeyError("b")))
    except TimeoutError:
        print("TimeoutError", g, cancelling(), t)
    try:
        async with asyncio.TaskGroup() as g:
            async def limited(d):
                async with asyncio.timeout(0.1):
                    await asyncio.sleep(d)
            g.create_task(limited(0.05))
            g.create_task(limited(0.2))
            g.create_task(after(1, "sibling"))
    except* TimeoutError as e:
        print(tree(e), cancelling())
    results = await asyncio.gather(*(in_a_group(i) for i in range(3)), return_exceptions=True)
    print([tree(r) for r in results])
    try:
        async with asyncio.timeout(0.1) as t:
            async with asyncio.TaskGroup() as g:
                g.create_task(fails_on_cancel())
    except BaseException as e:
        print(tree(e), t, cancelling(), repr(e.__context__))


async def fails_on_cancel():
    try:
        await asyncio.sleep(9)
    except asyncio.CancelledError:
        raise ValueError("on cancel")


async def in_a_group(i):
    async with asyncio.timeout(0.15):
        async with asyncio.TaskGroup() as g:
            g.create_task(asyncio.sleep(0.1 * i))
            if i == 1:
                g.create_task(after(0.01, "x", KeyError(i)))
        return i


async def shields_within():
    kept = asyncio.create_task(after(0.2, "kept"))
    try:
        async with asyncio.TaskGroup() as g:
            async def waits():
                return await asyncio.shield(kept)
            g.create_task(waits())
            g.create_task(after(0.1, "x", ValueError("x")))
    except* ValueError as e:
        print(tree(e), kept.done())
    print(await kept)


async def base_errors_in_children():
    class Mine(BaseException):
        pass

    async def leaves(error):
        await asyncio.sleep(0.01)
        raise error

    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(leaves(Mine("m")))
            g.create_task(leaves(ValueError("v")))
            g.create_task(after(1, "other"))
    except BaseExceptionGroup as e:
        print(type(e).__name__, tree(e))
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(after(1, "other"))
            raise Mine("body")
    except BaseExceptionGroup as e:
        print(type(e).__name__, tree(e))

    class MineCancelled(asyncio.CancelledError):
        pass

    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(after(1, "other"))
            await asyncio.sleep(0)
            raise MineCancelled("own kind")
    except BaseException as e:
        print(type(e).__name__, tree(e))


async def parent_leaves_by_itself():
    async def returns_from_within():
        async with asyncio.TaskGroup() as g:
            g.create_task(after(0.05, "a"))
            return "returned"

    print(await returns_from_within())
    for i in range(2):
        async with asyncio.TaskGroup() as g:
            g.create_task(after(0.01, i))
            if i == 0:
                continue
            break
    print("left", i, g)

    async def generator():
        async with asyncio.TaskGroup() as g:
            g.create_task(after(0.05, "in a generator"))
            yield 1
            yield 2

    print([x async for x in generator()])


async def main():
    for part in (cancelled_from_outside, outside_and_child_at_once, nested, with_timeouts, shields_within,
                 base_errors_in_children, parent_leaves_by_itself):
        print("--", part.__name__)
        await part()


asyncio.run(main())


async def exit_in_the_body():
    async with asyncio.TaskGroup() as g:
        g.create_task(after(1, "other", clean_up=0.1))
        await asyncio.sleep(0.01)
        raise SystemExit(5)


async def interrupt_in_a_child():
    async def interrupts():
        await asyncio.sleep(0.01)
        raise KeyboardInterrupt

    async with asyncio.TaskGroup() as g:
        g.create_task(interrupts())
        g.create_task(after(1, "other", clean_up=0.1))
        g.create_task(after(0.01, "x", ValueError("x")))


for main in (exit_in_the_body, interrupt_in_a_child):
    try:
        asyncio.run(main())
    except BaseException as e:
        print("out of run:", repr(e))
