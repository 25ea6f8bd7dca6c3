import asyncio


async def main():
    try:
        await asyncio.sleep(0)
        raise SystemExit("leaving words")
    finally:
        print("finally")


asyncio.run(main())
