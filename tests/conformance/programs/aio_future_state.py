# What futures and tasks keep to themselves: programs that explain asyncio print it.
import asyncio


async def child(n):
    await asyncio.sleep(n)
    return n * 10


def note(f):
    print("  note:", f._state, f._result)


def other(f):
    print("  other")


async def futures():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f._state, f._result, f._exception, f._callbacks, f._loop is loop, f._asyncio_future_blocking)
    f.add_done_callback(note)
    f.add_done_callback(other)
    print(len(f._callbacks), [cb.__name__ for cb, ctx in f._callbacks], type(f._callbacks[0][1]).__name__)
    print(f.remove_done_callback(other), [cb.__name__ for cb, ctx in f._callbacks])
    f.set_result("done")
    print(f._state, f._result, f._exception, f._callbacks, f._log_traceback, f._source_traceback)
    g = loop.create_future()
    g.set_exception(ValueError("bad"))
    print(g._state, g._result, repr(g._exception), g._log_traceback)
    g._log_traceback = False
    try:
        g._log_traceback = True
    except ValueError as e:
        print("ValueError:", e)
    h = loop.create_future()
    h.cancel("why")
    print(h._state, h._result, h._exception, h._cancel_message, repr(h._make_cancelled_error()))
    await asyncio.sleep(0)
    for name in ("nothing", "_nothing"):
        try:
            getattr(f, name)
        except AttributeError as e:
            print(e)
    try:
        f.tag = 1
    except AttributeError as e:
        print(type(e).__name__)
    try:
        f._state = "FINISHED"
    except AttributeError as e:
        print(type(e).__name__)
    print(asyncio.Future[int], asyncio.Task[str])


async def tasks():
    t = asyncio.create_task(child(1), name="kid")
    print(t._state, t._coro is t.get_coro(), t._fut_waiter, t._must_cancel, t._callbacks)
    await asyncio.sleep(0)
    print(t._fut_waiter is not None, t._fut_waiter._state, len(t._fut_waiter._callbacks), t._log_destroy_pending)
    print(t._fut_waiter._loop is asyncio.get_running_loop())
    frames = t.get_stack()
    print(len(frames), frames[0].f_code.co_name, frames[0].f_locals, [f.f_lineno for f in frames] == [frames[0].f_lineno])
    print(t.get_stack(limit=0), len(t.get_stack(limit=5)))
    print(await t, t._state, t._result, t._coro is None, t.get_stack())

    async def waits(for_):
        return await for_

    u = asyncio.create_task(child(5))
    v = asyncio.create_task(waits(u))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(v._fut_waiter is u, u._must_cancel, v._must_cancel)
    v.cancel()
    print(u._must_cancel, v._must_cancel, u.cancelling(), v.cancelling(), u._fut_waiter._state)
    print(await asyncio.gather(u, v, return_exceptions=True))
    w = asyncio.create_task(child(1))
    w.cancel()
    print(w._must_cancel, w._state, w._fut_waiter)
    print(await asyncio.wait([w]) and w._state)


async def stacks():
    import io

    async def inner():
        await asyncio.sleep(1)

    async def outer():
        await inner()

    t = asyncio.create_task(outer())
    out = io.StringIO()
    t.print_stack(file=out)
    await asyncio.sleep(0)
    t.print_stack(file=out)
    t.print_stack(limit=1, file=out)
    await t
    t.print_stack(file=out)
    lines = out.getvalue().splitlines()
    for line in lines:
        print(" ", line.replace(__file__, "FILE") if "File" in line else line.split(" coro=")[0])


asyncio.run(futures())
asyncio.run(tasks())
asyncio.run(stacks())
