# An echo server and its clients: start_server, open_connection, read, readline, readexactly, readuntil, closing.
import asyncio


async def echo(reader, writer):
    peer = writer.get_extra_info("peername")
    print("connection from", peer[0], isinstance(peer[1], int), reader.at_eof(), writer.can_write_eof())
    while True:
        data = await reader.read(100)
        if not data:
            print("server: end of stream", reader.at_eof())
            break
        print("server got", data)
        writer.write(data.upper())
        await writer.drain()
    writer.close()
    await writer.wait_closed()
    print("server side closed", writer.is_closing())


async def client(port, n):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    assert writer.get_extra_info("peername") == ("127.0.0.1", port)
    assert writer.get_extra_info("nothing") is None
    assert writer.get_extra_info("nothing", 7) == 7
    for i in range(2):
        writer.write(f"hello {n}.{i}\n".encode())
        await writer.drain()
        print("client", n, "got", await reader.readline())
    writer.write_eof()
    print("client", n, "end", await reader.read(), reader.at_eof())
    writer.close()
    print("closing", writer.is_closing())
    await writer.wait_closed()


async def pieces(reader, writer):
    writer.writelines([b"one\n", b"two;three;", b"12345", b"rest"])
    writer.close()


async def main():
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    print(host, port > 0, server.is_serving(), len(server.sockets))
    await client(port, 1)
    await asyncio.gather(client(port, 2), client(port, 3))
    server.close()
    print(server.is_serving(), server.sockets)
    await server.wait_closed()
    print("server closed")

    server = await asyncio.start_server(pieces, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection(host="127.0.0.1", port=port)
        print(await reader.readline())
        print(await reader.readuntil(b";"))
        print(await reader.readuntil(separator=b";"))
        print(await reader.readexactly(3))
        print(await reader.readexactly(0), await reader.read(0))
        try:
            await reader.readexactly(100)
        except asyncio.IncompleteReadError as e:
            print(type(e).__name__, e, e.partial, e.expected, isinstance(e, EOFError))
        print(await reader.read(), await reader.readline(), reader.at_eof())
        try:
            await reader.readuntil()
        except asyncio.IncompleteReadError as e:
            print(e, e.partial, e.expected)
        try:
            await reader.readexactly(-1)
        except ValueError as e:
            print(e)
        try:
            await reader.readuntil(b"")
        except ValueError as e:
            print(e)
        writer.close()
        await writer.wait_closed()
    print("out of the server", server.is_serving())
    try:
        await server.serve_forever()
    except RuntimeError as e:
        print("closed" in str(e))


asyncio.run(main())
