"""set() wakes nobody at once; clear() directly after it does not undo the wake-up; notify hands no lock over."""
import asyncio


async def main():
    event, log = asyncio.Event(), []

    async def waiter(n):
        await event.wait()
        log.append(f"waiter {n}, set={event.is_set()}")

    tasks = [asyncio.create_task(waiter(n)) for n in range(2)]
    await asyncio.sleep(0)
    event.set()
    event.clear()
    log.append("after set and clear")
    await asyncio.gather(*tasks)

    cond = asyncio.Condition()

    async def sleeper():
        async with cond:
            log.append("sleeper waits")
            await cond.wait()
            log.append("sleeper woke")

    t = asyncio.create_task(sleeper())
    await asyncio.sleep(0)
    async with cond:
        cond.notify()
        log.append("notified, still mine")
        await asyncio.sleep(1)
        log.append("letting go")
    await t
    print("\n".join(log))


asyncio.run(main())
