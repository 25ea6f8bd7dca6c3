# What leaves the loop leaves create_task, if the task is eager.
import asyncio


async def leaves():
    raise SystemExit(2)


async def main():
    loop = asyncio.get_running_loop()
    if hasattr(asyncio, "eager_task_factory"):
        loop.set_task_factory(asyncio.eager_task_factory)
    me = asyncio.current_task()
    try:
        t = asyncio.create_task(leaves())
        await t
    except SystemExit as e:
        print("out of create_task:", repr(e), me is asyncio.current_task())


try:
    asyncio.run(main())
except SystemExit as e:
    print("out of run:", repr(e))
