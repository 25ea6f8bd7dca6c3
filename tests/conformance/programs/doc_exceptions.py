import asyncio


async def main():
    for name in ("TimeoutError", "CancelledError", "InvalidStateError", "SendfileNotAvailableError",
                 "IncompleteReadError", "LimitOverrunError", "QueueEmpty", "QueueFull", "BrokenBarrierError"):
        cls = getattr(asyncio, name)
        print(name, cls.__name__, [c.__name__ for c in cls.__mro__[1:-1]])
    print(asyncio.TimeoutError is TimeoutError, issubclass(asyncio.CancelledError, Exception))
    e = asyncio.IncompleteReadError(b"ab", 5)
    print(e, e.partial, e.expected, e.args)
    e = asyncio.LimitOverrunError("too far", 7)
    print(e, e.consumed, e.args)
    print(asyncio.IncompleteReadError(b"", None))
    try:
        await asyncio.wait_for(asyncio.sleep(1), 0.5)
    except asyncio.TimeoutError as e:
        print(repr(e), isinstance(e, OSError))


asyncio.run(main())
