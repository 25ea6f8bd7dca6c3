import asyncio


class Fatal(BaseException):
    pass


async def worker(n):
    try:
        await asyncio.sleep(n)
        if n == 1:
            raise Fatal("stop everything")
    except asyncio.CancelledError:
        print("worker", n, "cancelled")
        raise


async def main():
    try:
        await asyncio.gather(*(worker(n) for n in range(3)))
    except BaseException as e:
        print("main saw", repr(e))
        raise


try:
    asyncio.run(main())
except Fatal as e:
    print("outside", e, e.__cause__, e.__context__)


async def group():
    async with asyncio.TaskGroup() as tg:
        for n in range(3):
            tg.create_task(worker(n))

try:
    asyncio.run(group())
except BaseExceptionGroup as eg:
    print(type(eg).__name__, eg, eg.exceptions)
