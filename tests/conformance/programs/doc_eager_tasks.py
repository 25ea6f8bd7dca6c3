# conformance: from 3.12
import asyncio


async def cached(key, cache={}):
    if key not in cache:
        print("miss", key)
        await asyncio.sleep(0.1)
        cache[key] = key.upper()
    return cache[key]


async def main():
    loop = asyncio.get_running_loop()
    await cached("a")
    t = asyncio.create_task(cached("a"))
    print("lazy", t.done())
    await t
    loop.set_task_factory(asyncio.eager_task_factory)
    t = asyncio.create_task(cached("a"))
    print("eager", t.done(), t.result())
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(cached(k)) for k in "aba"]
        print([x.done() for x in tasks])
    print([x.result() for x in tasks], loop.get_task_factory() is asyncio.eager_task_factory)
    loop.set_task_factory(None)
    print(await asyncio.gather(cached("a"), cached("c")))


asyncio.run(main())
