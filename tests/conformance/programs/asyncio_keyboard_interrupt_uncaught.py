import asyncio


async def main():
    t = asyncio.create_task(asyncio.sleep(9))
    await asyncio.sleep(0.1)
    try:
        raise KeyboardInterrupt
    finally:
        print("leaving", t.done())


asyncio.run(main())
