# Classes derived from asyncio.Task, and factories that make them.
import asyncio


class Timed(asyncio.Task):
    made = []

    def __init__(self, coro, *, loop=None, name=None, context=None, **more):
        self.log = []
        super().__init__(coro, loop=loop, name=name, context=context, **more)
        Timed.made.append(self)
        self.born = self.get_loop().time()

    def cancel(self, msg=None):
        self.log.append(("cancel", msg))
        return super().cancel(msg)

    @property
    def age(self):
        return round(self.get_loop().time() - self.born, 3)


class Bare(asyncio.Task):
    pass


async def work(n, result="r"):
    await asyncio.sleep(n)
    return result


async def basics():
    t = Timed(work(1), name="first")
    print(t.get_name(), type(t).__name__, isinstance(t, asyncio.Task), t.log, t.done())
    print(await t, t.age, t.log, t.result())
    t = Timed(work(10))
    await asyncio.sleep(1)
    print(t.cancel("stop"), t.log, t.cancelling())
    try:
        await t
    except asyncio.CancelledError as e:
        print("cancelled", e.args, t.age)
    b = Bare(work(0.5, "bare"))
    b.note = "any attribute"
    print(await b, b.note, repr(b).startswith("<Bare finished name="))
    try:
        Timed("nothing")
    except TypeError as e:
        print("TypeError:", str(e).split(", got")[0])
    try:
        t.set_result(1)
    except RuntimeError as e:
        print("RuntimeError:", e)
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()))


async def with_factory():
    loop = asyncio.get_running_loop()
    Timed.made.clear()
    loop.set_task_factory(lambda loop, coro, **kwargs: Timed(coro, loop=loop, **kwargs))
    t = asyncio.create_task(work(1), name="one")
    u = asyncio.create_task(work(9))
    u.set_name("two")
    print(await t, [x.get_name() for x in Timed.made if x.get_name() in ("one", "two")])
    try:
        await asyncio.wait_for(u, 1)
    except TimeoutError:
        print("timeout", u.cancelled(), len(u.log))
    async with asyncio.TaskGroup() as group:
        a = group.create_task(work(1, "a"))
        b = group.create_task(work(2, "b"))
    print(a.result(), b.result(), a.age, b.age, type(a).__name__)
    print(await asyncio.gather(work(1), work(2)), all(isinstance(x, Timed) for x in Timed.made))
    outer = asyncio.create_task(work(5), name="outer")

    async def waits():
        return await outer

    w = asyncio.create_task(waits(), name="waits")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    w.cancel("through")
    print(await asyncio.gather(w, outer, return_exceptions=True))
    print(w.log, outer.log)
    loop.set_task_factory(None)


class Shielded(asyncio.Task):
    def cancel(self, msg=None):
        print("  cancel ignored")
        return False


async def stubborn():
    t = Shielded(work(2, "finished"))

    async def waits():
        return await t

    w = asyncio.create_task(waits())
    await asyncio.sleep(0.5)
    w.cancel()
    try:
        await w
    except asyncio.CancelledError:
        print("waits was cancelled", t.done())
    print(await t)


async def fails():
    async def bad():
        raise LookupError("x")

    t = Bare(bad())
    try:
        await t
    except LookupError as e:
        print("caught", repr(e), t.exception() is e)

    def handler(loop, context):
        print("handler:", context["message"], type(context.get("future") or context.get("task")).__name__)

    asyncio.get_running_loop().set_exception_handler(handler)
    t = Bare(bad())
    await asyncio.sleep(0)
    del t
    await asyncio.sleep(0)


for main in (basics, with_factory, stubborn, fails):
    print(main.__name__)
    asyncio.run(main())
