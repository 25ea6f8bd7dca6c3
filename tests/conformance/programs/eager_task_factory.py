# Task factories of a loop: who calls them, with what, and what they may return.
import asyncio


async def work(x):
    await asyncio.sleep(0)
    return x, asyncio.current_task().get_name() if x != "name" else x


def counting(log):
    def factory(loop, coro, **kwargs):
        log.append((coro.__name__, sorted(kwargs), loop is asyncio.get_running_loop()))
        return asyncio.Task(coro, loop=loop, **kwargs)
    return factory


async def main():
    loop = asyncio.get_running_loop()
    log = []
    print(loop.get_task_factory())
    factory = counting(log)
    loop.set_task_factory(factory)
    print(loop.get_task_factory() is factory)
    t = asyncio.create_task(work("named"), name="n")
    print(t.get_name())
    print(await t)
    t = loop.create_task(work("name"), name=5)
    print(repr(t.get_name()))
    print(await asyncio.gather(work("name"), work("name")))
    async with asyncio.TaskGroup() as g:
        t = g.create_task(work("x"), name="in a group")
    print(t.result())
    print(await asyncio.wait_for(work("name"), 1))
    print(await asyncio.shield(work("name")))
    print(log)
    loop.set_task_factory(None)
    t = asyncio.create_task(work("plain"), name="p")
    print(await t, len(log))
    for bad in (5, "factory", []):
        try:
            loop.set_task_factory(bad)
        except TypeError as e:
            print("TypeError", e)

    def fails(loop, coro, **kwargs):
        coro.close()
        raise LookupError("no tasks today")

    loop.set_task_factory(fails)
    try:
        asyncio.create_task(work(1))
    except LookupError as e:
        print(repr(e))
    loop.set_task_factory(None)


asyncio.run(main())
