# Handles compared and looked into; attributes that programs put on tasks, futures and loops; weak references to them.
import asyncio
import contextvars
import gc
import weakref

var = contextvars.ContextVar("var", default="none")


def call(*args):
    print("call", args, var.get())


async def handles():
    loop = asyncio.get_running_loop()
    now = loop.time()
    a, b, c = loop.call_at(now + 1, call, 1), loop.call_at(now + 2, call, 2), loop.call_at(now + 1, call, 1)
    print(a < b, a <= b, a > b, a >= b, a == b, a != b, a == c, a == a, hash(a) == hash(c))
    print(sorted([b, a])[0] is a, min(b, a) is a, a.when() - now, a._when == a.when(), a._args, a._callback is call)
    try:
        a < 3
    except TypeError as e:
        print(e)
    print(a == 3, a.cancelled(), a._cancelled)
    a.cancel()
    print(a.cancelled(), a._cancelled, a._callback, a._args, a == c)
    h = loop.call_soon(call, "x", 5)
    print(h._callback.__name__, h._args, h.cancelled(), type(h).__name__, type(h._context).__name__)
    context = contextvars.copy_context()
    context.run(var.set, "own context")
    k = loop.call_soon(call, context=context)
    print(k._context is context, len(loop._ready), [x._callback.__name__ for x in loop._ready])
    await asyncio.sleep(1.5)
    b.cancel()
    await asyncio.sleep(1)


async def job(n):
    await asyncio.sleep(n)
    return n


async def attributes():
    loop = asyncio.get_running_loop()
    t = asyncio.create_task(job(1))
    t.priority = 3
    t.tags = ["a"]
    t.tags.append("b")
    f = loop.create_future()
    f.owner = t
    loop.answer = 42
    print(t.priority, t.tags, f.owner is t, loop.answer, hasattr(t, "nothing"), getattr(f, "nothing", None))
    current = asyncio.current_task()
    current.request_id = "r1"
    print(asyncio.current_task().request_id)
    del t.priority
    try:
        t.priority
    except AttributeError as e:
        print(type(e).__name__)
    print(await t, t.tags, loop._closed, loop._stopping, loop._debug)
    t.add_done_callback(lambda x: print("done with", x.tags))
    f.set_result(t)
    await asyncio.sleep(0)


async def weak():
    loop = asyncio.get_running_loop()
    t = asyncio.create_task(job(1), name="watched")
    r = weakref.ref(t)
    s = weakref.WeakSet([t])
    d = weakref.WeakKeyDictionary({t: "data"})
    f = loop.create_future()
    weakref.finalize(f, print, "future gone")
    v = weakref.ref(f, lambda ref: print("callback", ref() is None))
    print(r() is t, len(s), d[t], t in s, v() is f)
    del f
    await t
    del t
    gc.collect()
    await asyncio.sleep(0)
    print(r(), len(s), len(d))
    running = weakref.WeakSet()
    for i in range(3):
        running.add(asyncio.create_task(job(i)))
    print(len(running))
    await asyncio.sleep(5)
    gc.collect()
    print(len(running))


class Loop(asyncio.SelectorEventLoop):
    """With something of its own."""

    def __init__(self, label):
        super().__init__()
        self.label = label

    def describe(self):
        return f"{self.label} {self.is_running()} {self.is_closed()}"


async def inside():
    loop = asyncio.get_running_loop()
    print(type(loop).__name__, loop.describe(), isinstance(loop, asyncio.AbstractEventLoop))
    await asyncio.sleep(1)
    return loop.time() >= 1


asyncio.run(handles())
asyncio.run(attributes())
asyncio.run(weak())
loop = Loop("mine")
print(loop.describe(), repr(loop)[:20])
print(loop.run_until_complete(inside()))
loop.close()
print(loop.describe())
with asyncio.Runner(loop_factory=lambda: Loop("of a factory")) as runner:
    print(runner.run(inside()))
