# What each side sees when the other half-closes, closes with bytes unread, resets, or writes to one who is gone.
import asyncio


async def scene(title, handler, client):
    print("---", title)
    done = asyncio.get_running_loop().create_future()

    async def run(reader, writer):
        try:
            await handler(reader, writer)
        finally:
            writer.close()
            done.set_result(None)

    server = await asyncio.start_server(run, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", server.sockets[0].getsockname()[1])
    try:
        await client(reader, writer)
    except OSError as e:
        print("client:", type(e).__name__, e)
    writer.close()
    try:
        await writer.wait_closed()
    except OSError as e:
        print("client wait_closed:", type(e).__name__)
    await done
    server.close()
    await asyncio.sleep(0.1)


async def counts(reader, writer):
    data = await reader.read()
    print("server read", len(data))
    writer.write(str(len(data)).encode())
    await writer.drain()
    print("at eof", reader.at_eof(), writer.is_closing())


async def half_closing(reader, writer):
    writer.write(b"x" * 1000)
    writer.write_eof()
    try:
        writer.write(b"y")
    except RuntimeError as e:
        print(e)
    print("client read", await reader.read())


async def hangs_up(reader, writer):
    print("server got", await reader.readline())


async def writes_on(reader, writer):
    writer.write(b"hello\n")
    print("client read", await reader.read())
    for n in range(3):
        writer.write(b"more")
        await asyncio.sleep(0.1)
        print(n, "closing", writer.is_closing())
        try:
            await writer.drain()
        except ConnectionError as e:
            print(n, "drain:", type(e).__name__, e)


async def does_not_read(reader, writer):
    await asyncio.sleep(0.5)


async def leaves_unread(reader, writer):
    writer.write(b"unread")
    await asyncio.sleep(0.2)
    try:
        print("client read", await reader.read())
    except ConnectionResetError as e:
        print("client read:", e, repr(reader.exception()) == repr(e))
        raise


async def aborts(reader, writer):
    await reader.readline()
    writer.transport.abort()
    print("aborted", writer.is_closing())


async def sees_abort(reader, writer):
    writer.write(b"line\n")
    print("client read", await reader.read(), reader.at_eof())


async def main():
    await scene("half close", counts, half_closing)
    await scene("writing to one who is gone", hangs_up, writes_on)
    await scene("closed with bytes unread", does_not_read, leaves_unread)
    await scene("abort", aborts, sees_abort)


asyncio.run(main())
