"""create_task only books the first step; it runs when the current task gives way."""
import asyncio


async def child(log, n):
    log.append(f"child {n} begins")
    await asyncio.sleep(0)
    log.append(f"child {n} ends")


async def main():
    log = []
    tasks = [asyncio.create_task(child(log, n)) for n in range(3)]
    log.append("main goes on")
    await asyncio.sleep(0)
    log.append("main after sleep(0)")
    await tasks[2]
    log.append("main after the last")
    print("\n".join(log))
    log.clear()
    t = asyncio.create_task(child(log, 9))
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled before it began:", log)


asyncio.run(main())
