# BufferedProtocol, contexts of errors in protocols, empty pieces of writelines().
import asyncio


class Buffered(asyncio.BufferedProtocol):
    def __init__(self, done, size=4):
        self.buffer = bytearray(size)
        self.got, self.done = [], done

    def get_buffer(self, sizehint):
        print("  get_buffer", sizehint)
        return self.buffer

    def buffer_updated(self, n):
        self.got.append(bytes(self.buffer[:n]))

    def eof_received(self):
        print("  eof")

    def connection_lost(self, exc):
        self.done.set_result((self.got, exc))


class Broken(asyncio.Protocol):
    def __init__(self, done):
        self.done = done

    def data_received(self, data):
        raise LookupError("in data_received")

    def connection_lost(self, exc):
        self.done.set_result(repr(exc))


class BrokenBuffer(Buffered):
    def buffer_updated(self, n):
        raise LookupError("in buffer_updated")


async def serve(factory, pieces):
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    server = await loop.create_server(lambda: factory(done), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    for piece in pieces:
        writer.write(piece)
        await asyncio.sleep(0.1)
    writer.close()
    print(await done)
    server.close()


async def main():
    loop = asyncio.get_running_loop()

    def handler(loop, context):
        print("handler:", context["message"], repr(context["exception"]), sorted(context), type(context["protocol"]).__name__,
              type(context["transport"]).__name__)

    loop.set_exception_handler(handler)
    await serve(Buffered, [b"hello world", b"more", b"x"])
    await serve(lambda done: Buffered(done, 64), [b"hello world", b"!"])
    await serve(Broken, [b"x"])
    await serve(BrokenBuffer, [b"y"])
    await serve(lambda done: Buffered(done, 0), [b"z"])


async def streams():
    loop = asyncio.get_running_loop()

    async def client(reader, writer):
        raise ValueError("in the callback")

    loop.set_exception_handler(lambda loop, c: print("handler:", c["message"], repr(c["exception"]), sorted(c)))
    server = await asyncio.start_server(client, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    print(await reader.read())
    writer.close()
    server.close()


async def empty_pieces():
    for pieces in ([b"abc", b""], [b"", b"abc"], [b""], [b"a", b"", b"c"]):
        async def handle(r, w):
            w.writelines(pieces)
            await w.drain()
            w.close()

        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        r, w = await asyncio.open_connection(*server.sockets[0].getsockname())
        try:
            print(pieces, await asyncio.wait_for(r.read(), 1))
        except TimeoutError:
            print(pieces, "times out")
        w.close()
        server.close()
        await asyncio.sleep(0.1)


asyncio.run(main())
asyncio.run(streams())
