import asyncio
import socket


async def pump(reader, writer, name, change):
    n = 0
    while data := await reader.read(8):
        n += len(data)
        writer.write(change(data))
        await writer.drain()
    writer.write_eof()
    print(name, "moved", n)


async def proxy(upstream_port, reader, writer):
    up_reader, up_writer = await asyncio.open_connection("127.0.0.1", upstream_port)
    await asyncio.gather(pump(reader, up_writer, "up", bytes.upper), pump(up_reader, writer, "down", lambda b: b.replace(b"L", b"_")))
    for w in (up_writer, writer):
        w.close()


async def echo(reader, writer):
    writer.write(b"echo:" + await reader.read())
    writer.close()


async def main():
    back = await asyncio.start_server(echo, "127.0.0.1", 0)
    port = back.sockets[0].getsockname()[1]
    front = await asyncio.start_server(lambda r, w: proxy(port, r, w), "127.0.0.1", 0)
    async with back, front:
        r, w = await asyncio.open_connection(*front.sockets[0].getsockname())
        w.write(b"hello through the wall")
        w.write_eof()
        print(await r.read())
        w.close()
        await asyncio.sleep(0.1)


asyncio.run(main())
