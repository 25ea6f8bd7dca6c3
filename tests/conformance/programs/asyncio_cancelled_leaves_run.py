import asyncio


async def main():
    asyncio.get_running_loop().call_later(0.5, asyncio.current_task().cancel, "timer says so")
    await asyncio.sleep(10)


asyncio.run(main())
