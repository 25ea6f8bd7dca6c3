import asyncio


async def set_after(fut, delay, value):
    await asyncio.sleep(delay)
    fut.set_result(value)


async def main():
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    loop.create_task(set_after(fut, 1, "... world"))
    print("hello ...")
    print(await fut)
    fut = loop.create_future()
    fut.add_done_callback(lambda f: print("Future:", f.result()))
    fut.set_result(1)
    await asyncio.sleep(0)
    for again in (lambda: fut.set_result(2), lambda: fut.set_exception(OSError()), lambda: fut.set_exception(StopIteration)):
        try:
            again()
        except (asyncio.InvalidStateError, TypeError) as e:
            print(type(e).__name__, e)
    fut = loop.create_future()
    print(asyncio.isfuture(fut), asyncio.isfuture(main), fut.get_loop() is loop, fut.cancel("msg"), fut)
    try:
        await fut
    except asyncio.CancelledError as e:
        print(e.args)
    fut = loop.create_future()
    fut.set_exception(ZeroDivisionError)
    print(fut, repr(fut.exception()))
    print(asyncio.ensure_future(fut) is fut)
    wrapped = asyncio.ensure_future(asyncio.sleep(0, 5))
    print(await wrapped, isinstance(wrapped, asyncio.Task))
    try:
        asyncio.ensure_future(3)
    except TypeError as e:
        print(e)


asyncio.run(main())
