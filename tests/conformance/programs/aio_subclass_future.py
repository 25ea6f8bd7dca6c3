# Classes derived from asyncio.Future.
import asyncio


class Tagged(asyncio.Future):
    count = 0

    def __init__(self, tag, *, loop=None):
        self.early = tag.upper()
        super().__init__(loop=loop)
        Tagged.count += 1
        self.tag = tag

    def cancel(self, msg=None):
        print("  cancel asked of", self.tag, msg)
        return super().cancel(msg)

    def describe(self):
        return f"{self.tag}/{self.early}: {self._state}"


class Plain(asyncio.Future):
    pass


class Loud(asyncio.Future):
    def __await__(self):
        print("  awaited")
        result = yield from super().__await__()
        print("  resumed with", result)
        return result, "loud"


class Refusing(asyncio.Future):
    def cancel(self, msg=None):
        print("  not cancelled")
        return False


class Lazy(asyncio.Future):
    def __init__(self):
        pass


async def basics():
    loop = asyncio.get_running_loop()
    a = Tagged("one")
    b = Tagged("two", loop=loop)
    print(a.describe(), b.describe(), Tagged.count, isinstance(a, asyncio.Future), asyncio.isfuture(a))
    print(repr(a), type(a).__name__, a.get_loop() is loop)
    loop.call_later(1, a.set_result, 5)
    loop.call_later(2, b.set_exception, KeyError("k"))
    a.add_done_callback(lambda f: print("  done:", f.describe()))
    print(await a)
    try:
        await b
    except KeyError as e:
        print("caught", e, b.describe())
    a.extra = [1]
    print(a.extra)
    p = Plain()
    p.x = 1
    p.set_result(None)
    print(await p, p.x, p)
    c = Tagged("three")
    print(c.cancel("msg"), c.cancelled(), c.describe(), c.cancel())
    try:
        await c
    except asyncio.CancelledError as e:
        print("cancelled", e.args)


async def cancelled_through_task():
    f = Tagged("inner")

    async def waits():
        await f

    t = asyncio.create_task(waits())
    await asyncio.sleep(0)
    t.cancel("from task")
    try:
        await t
    except asyncio.CancelledError as e:
        print("task cancelled", e.args, f.cancelled())
    r = Refusing()

    async def stubborn():
        return await r

    t = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    print(t.cancel())
    print(r.cancelled(), t._must_cancel, t.cancelling())
    r.set_result("went on")
    try:
        await t
    except asyncio.CancelledError:
        print("task is cancelled all the same", r.cancelled())
    try:
        await asyncio.wait_for(Tagged("late"), 0.5)
    except TimeoutError:
        print("timeout")


async def own_await():
    f = Loud()
    asyncio.get_running_loop().call_soon(f.set_result, 3)
    print(await f)
    f = Loud()
    f.set_result(4)
    print(await f)
    print(await asyncio.gather(f, f))

    async def through():
        return await f

    print(await asyncio.create_task(through()))


async def not_initialised():
    f = Lazy()
    for call in (lambda: f.set_result(1), f.result, f.exception, lambda: f.add_done_callback(print), f.cancel):
        try:
            call()
        except (RuntimeError, asyncio.InvalidStateError) as e:
            print(type(e).__name__, e)


async def never_asked():
    f = Plain()
    f.set_exception(ValueError("lost"))

    def handler(loop, context):
        print("handler:", context["message"], sorted(context))

    asyncio.get_running_loop().set_exception_handler(handler)
    del f
    await asyncio.sleep(0)


class Multi(Plain, dict if False else object):
    __slots__ = ()

    @property
    def twice(self):
        return self.result() * 2


async def more():
    m = Multi()
    m.set_result(21)
    print(m.twice, Multi.__mro__[1].__name__, issubclass(Multi, asyncio.Future))
    done, pending = await asyncio.wait([m, Plain()], timeout=1)
    print(len(done), len(pending), m in done)
    f = Tagged("shielded")
    asyncio.get_running_loop().call_later(1, f.set_result, "s")
    print(await asyncio.shield(f))
    print([await x for x in asyncio.as_completed([f, m])])


for main in (basics, cancelled_through_task, own_await, not_initialised, never_asked, more):
    print(main.__name__)
    asyncio.run(main())
