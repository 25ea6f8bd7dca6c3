"""Frames and lines out of a StreamReader that is fed in awkward pieces."""
import asyncio


async def feed(reader, data, size):
    for i in range(0, len(data), size):
        reader.feed_data(data[i:i + size])
        await asyncio.sleep(0.01)
    reader.feed_eof()


async def frames(reader):
    while True:
        try:
            header = await reader.readexactly(3)
        except asyncio.IncompleteReadError as e:
            if e.partial:
                print("rest", e.partial, e.expected)
            return
        kind, length = header[0], int.from_bytes(header[1:], "big")
        yield kind, await reader.readexactly(length)


async def headers(reader):
    result = {}
    while (line := await reader.readline()) not in (b"\r\n", b""):
        key, _, value = line.decode("latin-1").partition(":")
        result[key.strip().lower()] = value.strip()
    return result


async def main():
    payloads = [(1, b"hello"), (2, b""), (3, bytes(range(20)))]
    data = b"".join(bytes([k]) + len(p).to_bytes(2, "big") + p for k, p in payloads) + b"\x09\x00"
    for size in (1, 4, 100):
        reader = asyncio.StreamReader()
        feeder = asyncio.create_task(feed(reader, data, size))
        print(size, [f async for f in frames(reader)])
        await feeder
    reader = asyncio.StreamReader(limit=64)
    asyncio.create_task(feed(reader, b"Host: x\r\nA:  b : c \r\n\r\nbody|tail" + b"z" * 200, 7))
    print(await headers(reader))
    print(await reader.readuntil(b"|"))
    try:
        await reader.readuntil(b"|")
    except (asyncio.LimitOverrunError, asyncio.IncompleteReadError) as e:
        print(type(e).__name__, str(e)[:40])
    print(len(await reader.read()), reader.at_eof())


asyncio.run(main())
