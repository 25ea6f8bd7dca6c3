import asyncio


async def level(n):
    try:
        if n == 0:
            await asyncio.sleep(10)
        else:
            await asyncio.create_task(level(n - 1), name=f"level {n - 1}")
    except asyncio.CancelledError as e:
        print("level", n, "cancelled", e.args, asyncio.current_task().get_name())
        raise
    finally:
        print("level", n, "left")


async def main():
    t = asyncio.create_task(level(4), name="top")
    await asyncio.sleep(0.1)
    t.cancel("from above")
    try:
        await t
    except asyncio.CancelledError as e:
        print("main", e.args, t.cancelled(), len(asyncio.all_tasks()))


asyncio.run(main())
