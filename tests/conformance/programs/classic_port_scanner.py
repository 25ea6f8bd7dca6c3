import asyncio
import socket


async def probe(port):
    try:
        reader, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), 1)
    except OSError as e:
        return type(e).__name__
    banner = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return banner.decode().strip() or "open"


async def main():
    async def banner(reader, writer, text=b"SSH-2.0-fake\n"):
        writer.write(text)
        await writer.drain()
        writer.close()

    async def silent(reader, writer):
        writer.close()

    one = await asyncio.start_server(banner, "127.0.0.1", 0)
    two = await asyncio.start_server(silent, "127.0.0.1", 0)
    closed = socket.socket()
    closed.bind(("127.0.0.1", 0))
    ports = [one.sockets[0].getsockname()[1], two.sockets[0].getsockname()[1], closed.getsockname()[1]]
    async with one, two:
        for port in ports:
            print(ports.index(port), await probe(port))
    closed.close()
    print(one.is_serving(), one.sockets)


asyncio.run(main())
