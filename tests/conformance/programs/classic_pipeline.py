import asyncio


async def source(out, items):
    for item in items:
        await out.put(item)
    await out.put(None)


async def stage(function, inbox, out):
    while (item := await inbox.get()) is not None:
        result = function(item)
        if asyncio.iscoroutine(result):
            result = await result
        if result is not None:
            await out.put(result)
    await out.put(None)


async def slow_square(n):
    await asyncio.sleep(n % 3 / 10)
    return n * n


async def main():
    stages = [lambda n: n if n % 2 else None, slow_square, str, lambda s: f"<{s:>4}>"]
    queues = [asyncio.Queue(1) for _ in range(len(stages) + 1)]
    async with asyncio.TaskGroup() as tg:
        tg.create_task(source(queues[0], range(10)))
        for function, inbox, out in zip(stages, queues, queues[1:]):
            tg.create_task(stage(function, inbox, out))
        while (item := await queues[-1].get()) is not None:
            print(f"{asyncio.get_running_loop().time():.1f}", item)
    print([q.qsize() for q in queues])


asyncio.run(main())
