# Tasks that wait for each other: a request to cancel goes round and round, and ends as too deep a recursion does.
# conformance: no events (how often it goes round is nobody's promise)
import asyncio


async def waits(name, others):
    try:
        await asyncio.sleep(0)
        await others[name]()
    except BaseException as e:
        print(name, "ended by", type(e).__name__)
        raise


def refused(f, *args):
    try:
        print("accepted", f(*args))
    except RecursionError as e:
        print(type(e).__name__, isinstance(e, RuntimeError))


async def pair():
    release = asyncio.get_running_loop().create_future()
    tasks = {}

    async def a():
        await asyncio.wait([tasks["b"], release], return_when=asyncio.FIRST_COMPLETED)

    async def b():
        await asyncio.wait([tasks["a"], release], return_when=asyncio.FIRST_COMPLETED)

    tasks["a"] = asyncio.create_task(waits("a", {"a": a}))
    tasks["b"] = asyncio.create_task(waits("b", {"b": b}))
    await asyncio.sleep(0.1)
    print("through wait():", tasks["a"].cancel("no cycle"))
    await asyncio.sleep(0.1)
    print([t.done() for t in tasks.values()])
    release.set_result(None)
    await asyncio.sleep(0.1)
    print([t.done() for t in tasks.values()])


async def long_chain(n):
    async def link(inner):
        return await inner

    end = asyncio.get_running_loop().create_future()
    task = end
    for i in range(n):
        task = asyncio.create_task(link(task))
    await asyncio.sleep(0)
    print(task.cancel("down the chain"), end.cancelled())
    try:
        await task
    except asyncio.CancelledError as e:
        print("up the chain", e.args)


asyncio.run(pair())
asyncio.run(long_chain(200))


async def cycle():
    async def wait_for(name):
        await asyncio.sleep(0)
        try:
            await tasks[name]
        except asyncio.CancelledError as e:
            print(type(e).__name__)

    asyncio.get_running_loop().set_exception_handler(lambda *_: None)
    tasks = {}
    for name, other in ("ab", "bc", "ca"):
        tasks[name] = asyncio.create_task(wait_for(other))
    await asyncio.sleep(0.1)
    for t in tasks.values():
        refused(t.cancel)
    print([t.done() for t in tasks.values()])


try:
    asyncio.run(cycle())
except RecursionError as e:
    print("the end of run() is refused, too", type(e).__name__)
