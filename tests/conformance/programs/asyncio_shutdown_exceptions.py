import asyncio


async def bad():
    try:
        await asyncio.sleep(10)
    finally:
        raise ValueError("while being cancelled")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda l, c: print(sorted(c), c["message"], repr(c["exception"]), c["task"].get_name()))
    asyncio.create_task(bad(), name="bad one")
    await asyncio.sleep(0)


asyncio.run(main())
print("after")
