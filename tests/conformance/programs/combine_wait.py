# asyncio.wait: what is done by then, in which order, under every return_when, with timeouts and with mistakes.
import asyncio


async def after(delay, name, error=None):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print("cancelled", name)
        raise
    if error:
        raise error
    return name


def shown(tasks):
    return [t.get_name() for t in tasks]


async def every_return_when():
    for when in (asyncio.ALL_COMPLETED, asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION):
        tasks = [asyncio.create_task(after(d, n, e), name=n) for d, n, e in
                 ((0.3, "c", None), (0.1, "a", None), (0.2, "b", ValueError("b")))]
        done, pending = await asyncio.wait(tasks, return_when=when)
        print(when, shown(done), shown(pending), type(done).__name__, len(done), done | pending == set(tasks))
        for t in pending:
            t.cancel()
        if pending:
            done, pending = await asyncio.wait(pending)
            print("then", shown(done), pending)
        for t in tasks:
            if not t.cancelled():
                print(repr(t.exception()))


async def first_exception_ignores_cancelled():
    tasks = [asyncio.create_task(after(1, n), name=n) for n in "xy"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print("both", shown(done), shown(pending), tasks[0].cancelled())


async def with_timeout():
    loop = asyncio.get_running_loop()
    tasks = [asyncio.create_task(after(d, str(d)), name=str(d)) for d in (0.1, 0.2, 0.3)]
    for timeout in (0, 0.15, 0.25, None):
        begin = loop.time()
        done, pending = await asyncio.wait(tasks, timeout=timeout)
        print(timeout, shown(done), shown(pending), round(loop.time() - begin, 3))
    begin = loop.time()
    done, pending = await asyncio.wait(tasks, timeout=5)
    print("all done already", len(done), len(pending), loop.time() == begin)


async def mistakes():
    loop = asyncio.get_running_loop()

    async def never():
        pass

    for make in (lambda: asyncio.wait([]), lambda: asyncio.wait(set()), lambda: asyncio.wait(loop.create_future()),
                 lambda: asyncio.wait([loop.create_future()], return_when="SOON"), lambda: asyncio.wait([1, 2]),
                 lambda: asyncio.wait(3), lambda: asyncio.wait(None), lambda: asyncio.wait()):
        try:
            await make()
        except Exception as e:
            print(type(e).__name__, e)
    coroutine = never()
    for argument in (coroutine, [coroutine], {coroutine: 1}):
        try:
            await asyncio.wait(argument)
        except TypeError as e:
            print("TypeError", e)
    coroutine.close()


async def cancelled_while_waiting():
    async def waiter(tasks):
        try:
            await asyncio.wait(tasks)
        except asyncio.CancelledError as e:
            print("waiter cancelled", e.args, [t.done() for t in tasks])
            raise

    tasks = [asyncio.create_task(after(0.1, n), name=n) for n in "pq"]
    t = asyncio.create_task(waiter(tasks))
    await asyncio.sleep(0.05)
    t.cancel("enough")
    done, _ = await asyncio.wait([t])
    print(done == {t}, t.cancelled(), [x.cancelled() for x in tasks])
    print(await asyncio.gather(*tasks))


async def futures_and_duplicates():
    loop = asyncio.get_running_loop()
    f, g = loop.create_future(), loop.create_future()
    loop.call_later(0.1, f.set_result, 1)
    loop.call_later(0.1, g.set_exception, KeyError("g"))
    done, pending = await asyncio.wait([f, g, f, f], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending), f in done, g in done)
    done, pending = await asyncio.wait(iter([f, g]))
    print(len(done), len(pending), sorted(repr(x.exception()) for x in done))


async def sets_of_tasks():
    tasks = [asyncio.create_task(after(0.1 * i, str(i)), name=str(i)) for i in (3, 1, 2, 4, 5)]
    pending = tasks
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        print(shown(done), shown(pending), [t.result() for t in done])
    done, _ = await asyncio.wait(tasks)
    print(shown(done - {tasks[0]}), shown(done & set(tasks[1:3])), len(done | {1}), tasks[0] in done)
    print(done.pop().get_name(), len(done), shown(done), done <= set(tasks), bool(done), isinstance(done, set))
    done.add(tasks[0])
    done.discard(tasks[2])
    print(shown(done), done == set(tasks) - {tasks[2]})
    done.clear()
    print(done, done == set())


async def tasks_that_finish_in_one_turn():
    order = []

    async def step(name):
        order.append(name)
        await asyncio.sleep(0)
        order.append(name.upper())

    tasks = [asyncio.create_task(step(n), name=n) for n in "abc"]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(order, shown(done), shown(pending))


async def main():
    for part in (every_return_when, first_exception_ignores_cancelled, with_timeout, mistakes, cancelled_while_waiting,
                 futures_and_duplicates, sets_of_tasks, tasks_that_finish_in_one_turn):
        print("--", part.__name__)
        await part()


asyncio.run(main())
