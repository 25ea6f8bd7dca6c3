import asyncio
import itertools
from datetime import timedelta


async def light(log, changed, state):
    for colour, seconds in itertools.islice(itertools.cycle([("red", 3), ("green", 2), ("amber", 1)]), 7):
        async with changed:
            state["colour"] = colour
            changed.notify_all()
        log.append(f"{timedelta(seconds=round(asyncio.get_running_loop().time()))} {colour}")
        await asyncio.sleep(seconds)


async def car(n, log, changed, state):
    await asyncio.sleep(n * 1.5)
    async with changed:
        await changed.wait_for(lambda: state.get("colour") == "green")
    log.append(f"  car {n} drives at {asyncio.get_running_loop().time():.1f}")


async def main():
    log, changed, state = [], asyncio.Condition(), {}
    async with asyncio.TaskGroup() as tg:
        tg.create_task(light(log, changed, state))
        for n in range(5):
            tg.create_task(car(n, log, changed, state), name=f"car-{n}")
    print("\n".join(log))


asyncio.run(main())
