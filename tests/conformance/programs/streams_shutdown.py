# Ends of servers and connections: serve_forever, cancellation, clients that stay, unhandled errors of handlers.
import asyncio


def handler(loop, context):
    print("HANDLER", context["message"], repr(context.get("exception")))


async def quiet(reader, writer):
    try:
        await reader.read()
        print("handler: the client has gone")
    except asyncio.CancelledError:
        print("handler cancelled")
        raise
    finally:
        writer.close()


async def failing(reader, writer):
    await reader.readline()
    raise ZeroDivisionError("in the handler")


def plain(reader, writer):
    print("a plain function")
    writer.write(b"plain\n")
    writer.close()


async def refused():
    server = await asyncio.start_server(quiet, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    try:
        await asyncio.open_connection("127.0.0.1", port)
    except OSError as e:
        print(type(e).__name__, e.errno, str(e).replace(str(port), "PORT"))


async def forever():
    server = await asyncio.start_server(quiet, "127.0.0.1", 0, start_serving=False)
    print("serving", server.is_serving())
    task = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0)
    print("serving", server.is_serving())
    try:
        await server.serve_forever()
    except RuntimeError as e:
        print("already" in str(e))
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(0.1)
    writer.close()
    await writer.wait_closed()
    await asyncio.sleep(0.1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("no more serving", server.is_serving())


async def closed_while_waiting():
    server = await asyncio.start_server(plain, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    print(await reader.readline(), await reader.readline())
    writer.close()
    await writer.wait_closed()
    task = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0)
    server.close()
    server.close()
    try:
        await task
    except asyncio.CancelledError:
        print("serve_forever was cancelled by close")


async def errors():
    asyncio.get_running_loop().set_exception_handler(handler)
    async with await asyncio.start_server(failing, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"go\n")
        print("after the error:", await reader.read())
        writer.close()
        await writer.wait_closed()


async def timeouts():
    async with await asyncio.start_server(quiet, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        loop = asyncio.get_running_loop()
        before = loop.time()
        try:
            await asyncio.wait_for(reader.readline(), 2)
        except asyncio.TimeoutError:
            print("timeout after", round(loop.time() - before, 3))
        try:
            async with asyncio.timeout(1):
                await reader.readexactly(1)
        except TimeoutError:
            print("timeout after", round(loop.time() - before, 3))
        writer.close()
        await writer.wait_closed()
        await asyncio.sleep(0.1)


async def main():
    for part in (refused, forever, closed_while_waiting, errors, timeouts):
        print("---", part.__name__)
        await part()


asyncio.run(main())
