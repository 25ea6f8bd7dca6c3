"""gather does not cancel the others when one fails; a TaskGroup does."""
import asyncio


async def work(name, t, fail=False):
    try:
        await asyncio.sleep(t)
        if fail:
            raise ValueError(name)
        print(name, "finished")
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    try:
        await asyncio.gather(work("g1", 1), work("g2", 0.5, True), work("g3", 2))
    except ValueError as e:
        print("gather raised", e)
    print([t.get_name() for t in asyncio.all_tasks() if t is not asyncio.current_task()] != [])
    await asyncio.sleep(3)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work("t1", 1))
            tg.create_task(work("t2", 0.5, True))
            tg.create_task(work("t3", 2))
    except ExceptionGroup as eg:
        print(eg.message, eg.exceptions)
    await asyncio.sleep(3)
    results = await asyncio.gather(work("r1", 1), work("r2", 0.5, True), return_exceptions=True)
    print(results)


asyncio.run(main())
