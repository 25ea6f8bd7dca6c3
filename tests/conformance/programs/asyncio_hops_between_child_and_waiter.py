import asyncio

turn = 0


def tick(loop):
    global turn
    turn += 1
    loop.call_soon(tick, loop)


def log(*words):
    print(turn, *words)


async def child():
    await asyncio.sleep(0)
    log("  child returns")


async def main():
    tick(asyncio.get_running_loop())

    async def measure(name, aw):
        log(name, "start")
        await aw()
        log(name, "resumed")
    await measure("coro", lambda: child())
    await measure("task", lambda: asyncio.create_task(child()))
    await measure("gather", lambda: asyncio.gather(child()))
    await measure("gather of gather", lambda: asyncio.gather(asyncio.gather(child(), child())))

    async def nested():
        await asyncio.create_task(child())
    await measure("task in task", lambda: asyncio.create_task(nested()))


asyncio.run(main())
