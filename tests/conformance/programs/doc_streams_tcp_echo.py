import asyncio


async def handle_echo(reader, writer):
    data = await reader.read(100)
    message = data.decode()
    addr = writer.get_extra_info("peername")
    print(f"Received {message!r} from {addr[0]!r}")
    print(f"Send: {message!r}")
    writer.write(data)
    await writer.drain()
    print("Close the connection")
    writer.close()
    await writer.wait_closed()


async def tcp_echo_client(message, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    print(f"Send: {message!r}", writer.can_write_eof(), writer.is_closing())
    writer.write(message.encode())
    await writer.drain()
    data = await reader.read(100)
    print(f"Received: {data.decode()!r}", reader.at_eof())
    print("Close the connection")
    writer.close()
    await writer.wait_closed()
    print(writer.is_closing())


async def main():
    server = await asyncio.start_server(handle_echo, "127.0.0.1", 0)
    addrs = ", ".join(str(sock.getsockname()[0]) for sock in server.sockets)
    print(f"Serving on {addrs}", server.is_serving())
    async with server:
        task = asyncio.create_task(server.serve_forever())
        for message in ("Hello World!", "again"):
            await tcp_echo_client(message, server.sockets[0].getsockname()[1])
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            print("no longer for ever")
    print(server.is_serving())


asyncio.run(main())
