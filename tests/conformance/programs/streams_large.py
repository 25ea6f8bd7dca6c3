# conformance: no events (how many bytes TCP takes and gives at once is the kernel's choice)
# More bytes than the kernel takes: drain, flow control, a reader that is slow.
import asyncio


async def sink(reader, writer):
    total = 0
    while data := await reader.read(65536):
        total += len(data)
        if total < 300_000:
            await asyncio.sleep(0.01)
    print("server got", total)
    writer.write(b"thanks for %d" % total)
    writer.close()


async def lines(reader, writer):
    for n in range(20_000):
        writer.write(b"line %d %s\n" % (n, b"x" * (n % 97)))
        if n % 100 == 0:
            await writer.drain()
    writer.close()
    await writer.wait_closed()


async def main():
    async with await asyncio.start_server(sink, "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.sockets[0].getsockname()[1])
        for n in range(100):
            writer.write(bytes(100_000))
            await writer.drain()
        print("all is sent", writer.transport.get_write_buffer_size() <= 65536)
        writer.write_eof()
        print("client", await reader.read())
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(lines, "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.sockets[0].getsockname()[1], limit=1000)
        await asyncio.sleep(0.1)
        count = size = 0
        async for line in reader:
            assert line.startswith(b"line %d " % count), line
            count += 1
            size += len(line)
        print(count, size)
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
