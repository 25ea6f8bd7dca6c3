# asyncio.TaskGroup: how it ends when all goes well, when children fail, when the body fails; what it refuses.
import asyncio


async def after(delay, name, error=None):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print("cancelled", name)
        raise
    print("after", name)
    if error:
        raise error
    return name


def shown(group):
    return group.message, [repr(e) for e in group.exceptions], type(group).__name__


async def all_well():
    async with asyncio.TaskGroup() as g:
        print(g)
        a = g.create_task(after(0.2, "a"))
        b = g.create_task(after(0.1, "b"), name="bee")
        print(g, a.done(), b.get_name(), type(a).__name__)
        await asyncio.sleep(0.15)
        print(g)
    print(g, a.result(), b.result())
    async with asyncio.TaskGroup() as g:
        pass
    print(g)
    async with asyncio.TaskGroup() as g:
        async def grows(n):
            await asyncio.sleep(0.01)
            if n:
                g.create_task(grows(n - 1))
                print("child of", n, g)
        g.create_task(grows(3))
    print("grown", g)


async def children_fail():
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(after(0.1, "x", ValueError("x")))
            g.create_task(after(0.2, "y", TypeError("y")))
            g.create_task(after(0.3, "z"))
    except ExceptionGroup as e:
        print(shown(e), g, asyncio.current_task().cancelling())
        print(e.__cause__, e.__suppress_context__, repr(e.__context__))

    async def stubborn(name):
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            print(name, "cleans up")
            await asyncio.sleep(0.1)
            raise KeyError(name)

    try:
        async with asyncio.TaskGroup() as g:
            for n in "pq":
                g.create_task(stubborn(n))
            g.create_task(after(0.1, "x", ValueError("x")))
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError as e:
                print("body cancelled", e.args, g, asyncio.current_task().cancelling())
                raise
    except* ValueError as e:
        print("values", shown(e))
    except* KeyError as e:
        print("keys", shown(e))
    try:
        async with asyncio.TaskGroup() as g:
            for i in range(3):
                g.create_task(after(0, i, ValueError(i)))
    except* ValueError as e:
        print(shown(e))


async def the_body_fails():
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(after(1, "child"))
            await asyncio.sleep(0.01)
            raise LookupError("body")
    except ExceptionGroup as e:
        print(shown(e), repr(e.__context__), g)
    try:
        async with asyncio.TaskGroup() as g:
            t = g.create_task(after(1, "never begins"))
            raise LookupError("at once")
    except ExceptionGroup as e:
        print(shown(e), t.cancelled())
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(after(0.1, "x", ValueError("x")))
            try:
                await asyncio.sleep(9)
            finally:
                raise KeyError("in the finally")
    except ExceptionGroup as e:
        print(shown(e))
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(after(0.1, "x", ValueError("x")))
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                print("swallowed")
    except ExceptionGroup as e:
        print(shown(e), asyncio.current_task().cancelling())


async def a_child_is_cancelled():
    async with asyncio.TaskGroup() as g:
        t = g.create_task(after(9, "gone"))
        other = g.create_task(after(0.1, "stays"))
        await asyncio.sleep(0.01)
        t.cancel()
    print(t.cancelled(), other.result())

    async def cancels_itself():
        raise asyncio.CancelledError("itself")

    async with asyncio.TaskGroup() as g:
        t = g.create_task(cancels_itself())
    print(t.cancelled())


async def refusals():
    g = asyncio.TaskGroup()
    for use in ("before", "after", "while aborting"):
        c = after(0, "never")
        try:
            if use == "before":
                g.create_task(c)
            elif use == "after":
                async with g:
                    pass
                g.create_task(c)
            else:
                async with asyncio.TaskGroup() as h:
                    h.create_task(after(0.01, "fails", ValueError(1)))
                    try:
                        await asyncio.sleep(1)
                    except asyncio.CancelledError:
                        try:
                            h.create_task(c)
                        except RuntimeError as e:
                            print(use, e)
        except RuntimeError as e:
            print(use, e)
        except ExceptionGroup as e:
            print(shown(e))
        c.close()
    try:
        async with g:
            pass
    except RuntimeError as e:
        print(e)
    async with asyncio.TaskGroup() as g:
        for bad in (5, after, None):
            try:
                g.create_task(bad)
            except TypeError as e:
                print("TypeError", str(e).split(" at 0x")[0])
        try:
            g.create_task()
        except TypeError as e:
            print("TypeError", e)
    try:
        asyncio.TaskGroup(1)
    except TypeError as e:
        print("TypeError", str(e).split(".")[1])
    try:
        with asyncio.TaskGroup():
            pass
    except TypeError as e:
        print("TypeError", e)


class Logged(asyncio.TaskGroup):
    async def __aenter__(self):
        print("enter")
        return await super().__aenter__()

    async def __aexit__(self, *exc):
        print("exit", exc[0])
        return await super().__aexit__(*exc)

    def create_task(self, coro, **kwargs):
        print("create", coro.__name__)
        return super().create_task(coro, **kwargs)


async def subclassed():
    async with Logged() as g:
        t = g.create_task(after(0.01, "sub"), name="n")
    print(t.result(), t.get_name(), isinstance(g, asyncio.TaskGroup), g)


async def main():
    for part in (all_well, children_fail, the_body_fails, a_child_is_cancelled, refusals, subclassed):
        print("--", part.__name__)
        await part()


asyncio.run(main())
