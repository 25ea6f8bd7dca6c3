# StreamReader fed by hand: limits, several waiters, exceptions, async iteration.
import asyncio


async def feeder(reader, parts, delay=0):
    for part in parts:
        await asyncio.sleep(delay)
        if part is None:
            reader.feed_eof()
        elif isinstance(part, Exception):
            reader.set_exception(part)
        else:
            reader.feed_data(part)


async def attempt(name, coro):
    try:
        print(name, "->", await coro)
    except Exception as e:
        print(name, "raised", type(e).__name__, e, e.args)


async def main():
    reader = asyncio.StreamReader()
    asyncio.create_task(feeder(reader, [b"a", b"b\nc", b"d\n", b"", b"tail", None], 0.1))
    async for line in reader:
        print("line", line)
    print(reader.at_eof(), await reader.read(), await reader.readline())

    reader = asyncio.StreamReader(limit=8)
    reader.feed_data(b"0123456789\nrest\n")
    await attempt("readuntil", reader.readuntil())
    await attempt("readline", reader.readline())
    await attempt("readline", reader.readline())
    reader.feed_data(b"x" * 20)
    await attempt("readline", reader.readline())
    reader.feed_data(b"0123456789;")
    try:
        await reader.readuntil(b";")
    except asyncio.LimitOverrunError as e:
        print(e, e.consumed)
    await attempt("read", reader.read(4))
    await attempt("read", reader.read(400))
    reader.feed_data(b"0123456789")
    try:
        await reader.readuntil(b";;")
    except asyncio.LimitOverrunError as e:
        print(e, e.consumed)

    for bad in (0, -5):
        try:
            asyncio.StreamReader(limit=bad)
        except ValueError as e:
            print(e)

    reader = asyncio.StreamReader()
    first = asyncio.create_task(reader.read(10))
    await asyncio.sleep(0)
    await attempt("second", reader.read(10))
    await attempt("second line", reader.readline())
    await attempt("second exactly", reader.readexactly(3))
    reader.feed_data(b"for the first")
    print(await first, await reader.read(100))

    waiting = asyncio.create_task(attempt("failing", reader.readexactly(5)))
    await asyncio.sleep(0)
    reader.feed_data(b"ab")
    await asyncio.sleep(0)
    reader.set_exception(ValueError("broken"))
    await waiting
    print(repr(reader.exception()))
    await attempt("read", reader.read(1))
    await attempt("readline", reader.readline())
    await attempt("readuntil", reader.readuntil())
    await attempt("readexactly", reader.readexactly(1))

    reader = asyncio.StreamReader()
    task = asyncio.create_task(reader.read(5))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    reader.feed_data(b"still here")
    print(await reader.readexactly(5), await reader.read(-1) if False else await reader.read(100))
    reader.feed_eof()
    print(reader, await reader.read())

    reader = asyncio.StreamReader()
    try:
        async with asyncio.timeout(1):
            await reader.readline()
    except TimeoutError:
        print("timed out")
    asyncio.create_task(feeder(reader, [b"sep", b"ara", b"tor--", b"x-", b"-y"], 0.5))
    print(await reader.readuntil(b"--"), await reader.readuntil(b"--"))
    print(await asyncio.wait_for(reader.read(1), 5))
    print(reader)


asyncio.run(main())
