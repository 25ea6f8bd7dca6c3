# Eager tasks (3.12): what runs at once, names, current_task, errors; gather, groups, shield and wait with what is done.
import asyncio
import sys


async def name():
    return asyncio.current_task().get_name()


async def steps(log, label, n=1):
    log.append(f"{label} begins")
    for _ in range(n):
        await asyncio.sleep(0)
    log.append(f"{label} ends")
    return label


async def at_once():
    log = []
    outer = asyncio.current_task()
    t = asyncio.create_task(steps(log, "a", 0))
    print(log, t.done(), t.result(), outer is asyncio.current_task())
    t = asyncio.create_task(steps(log, "b", 1))
    print(log, t.done(), asyncio.iscoroutine(t.get_coro()))
    print(await t, log)

    async def nested(depth):
        if depth:
            child = asyncio.create_task(nested(depth - 1))
            print(depth, child.done(), asyncio.current_task() is not outer)
            return 1 + await child
        return 0

    print(await asyncio.create_task(nested(3)))
    print(asyncio.current_task() is outer)


async def names():
    print(await asyncio.create_task(name(), name="given") == "given")
    loop = asyncio.get_running_loop()
    t = loop.create_task(name(), name="later")
    print(t.get_name(), t.result().startswith("Task-"))
    t = asyncio.create_task(name())
    print(t.get_name().split("-")[0], t.result().startswith("Task-"))


async def failing():
    async def fails(error):
        raise error

    t = asyncio.create_task(fails(ValueError("at once")))
    print(t.done(), repr(t.exception()))
    t = asyncio.create_task(fails(asyncio.CancelledError("c")))
    print(t.done(), t.cancelled())


async def together():
    log = []
    loop = asyncio.get_running_loop()
    loop.call_soon(log.append, "callback")
    print(await asyncio.gather(steps(log, "a", 0), steps(log, "b", 0)), log)
    print(await asyncio.gather(steps(log, "c", 0), steps(log, "d", 1)), log)
    log.clear()
    async with asyncio.TaskGroup() as g:
        t = g.create_task(steps(log, "e", 0), name="e")
        print(t.done(), g)
        g.create_task(steps(log, "f", 2), name="f")
        print(g)
    print(log, g)

    async def fails():
        raise KeyError("eager")

    try:
        async with asyncio.TaskGroup() as g:
            other = g.create_task(steps(log, "other", 5))
            g.create_task(fails())
            print("still here", g, asyncio.current_task().cancelling())
            await asyncio.sleep(0)
            print("not here")
    except* KeyError as e:
        print(repr(e.exceptions), other.cancelled(), asyncio.current_task().cancelling())
    print(await asyncio.shield(steps(log, "g", 0)), await asyncio.shield(steps(log, "h", 1)))
    done, pending = await asyncio.wait([asyncio.create_task(steps(log, x, n)) for x, n in (("i", 0), ("j", 3))],
                                       return_when=asyncio.FIRST_COMPLETED)
    print([t.result() for t in done], len(pending))
    await asyncio.wait(pending)
    print(await asyncio.wait_for(steps(log, "k", 0), 1), await asyncio.wait_for(asyncio.create_task(steps(log, "l")), 1))
    print([await c for c in asyncio.as_completed([steps(log, "m", 2), steps(log, "n", 0)])])
    print(await asyncio.ensure_future(steps(log, "o", 0)))


async def cancelling():
    async def suspended(log):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError as e:
            log.append(e.args)
            raise

    log = []
    t = asyncio.create_task(suspended(log))
    print(t.cancel("m"), t.done())
    await asyncio.wait([t])
    print(t.cancelled(), log)

    async def itself():
        asyncio.current_task().cancel()
        return 1

    t = asyncio.create_task(itself())
    print(t.done(), t.cancelled())
    print(len(asyncio.all_tasks()), asyncio.current_task() in asyncio.all_tasks())

    async def looks():
        return len(asyncio.all_tasks())

    print(await asyncio.create_task(looks()))


async def factories():
    loop = asyncio.get_running_loop()
    print(loop.get_task_factory() is asyncio.eager_task_factory)
    made = []

    def constructor(coro, *, loop, name, context, eager_start):
        made.append((name, context, eager_start))
        return asyncio.Task(coro, loop=loop, name=name, context=context, eager_start=eager_start)

    loop.set_task_factory(asyncio.create_eager_task_factory(constructor))
    t = asyncio.create_task(name())
    print(made, t.done())
    loop.set_task_factory(None)
    t = asyncio.create_task(name())
    print(loop.get_task_factory(), t.done())
    await t
    t = asyncio.Task(name(), loop=loop, eager_start=True)
    print(t.done(), repr(t).split(" coro=")[0][:14])
    t = asyncio.eager_task_factory(loop, name(), name="direct")
    print(t.result(), t.get_name())
    loop.set_task_factory(asyncio.eager_task_factory)


async def all_parts():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    for part in (at_once, names, failing, together, cancelling, factories):
        print("--", part.__name__)
        await part()


if sys.version_info >= (3, 12):
    asyncio.run(all_parts())
    loop = asyncio.new_event_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    t = loop.create_task(name())
    print("not running:", t.done())
    loop.run_until_complete(t)
    print(t.get_name() == "None", t.done())
    loop.close()
else:
    for attribute in ("eager_task_factory", "create_eager_task_factory"):
        print(hasattr(asyncio, attribute))
