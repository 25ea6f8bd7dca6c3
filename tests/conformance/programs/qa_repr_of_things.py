import asyncio


async def f():
    await asyncio.sleep(1)


async def main():
    q = asyncio.Queue(3)
    print(str(q).split(" ", 3)[3:], asyncio.Queue.__name__)
    fut = asyncio.get_running_loop().create_future()
    print(fut)
    fut.set_result("x" * 5)
    print(fut, [fut])
    fut = asyncio.get_running_loop().create_future()
    fut.cancel()
    print(fut)
    for e in (asyncio.CancelledError("m"), asyncio.TimeoutError(), asyncio.QueueEmpty(), asyncio.InvalidStateError("i"),
              ExceptionGroup("g", [ValueError(1), OSError(2, "x")]), KeyError("k"), StopIteration(3)):
        print(repr(e), str(e), f"{e!s:>5}")
    print(asyncio.FIRST_COMPLETED, asyncio.ALL_COMPLETED, asyncio.Task.__name__, asyncio.sleep.__name__)
    print(asyncio.TaskGroup.__name__, asyncio.Lock.__module__, type(f).__name__)


asyncio.run(main())
