# Protocol classes of the program's own on transports: order of the calls, flow control, errors in protocols.
import asyncio


class Server(asyncio.Protocol):
    made = 0

    def connection_made(self, transport):
        Server.made += 1
        self.name = f"server {Server.made}"
        self.transport = transport
        print(self.name, "made", transport.is_closing(), transport.is_reading())

    def data_received(self, data):
        print(self.name, "data", data)
        if data == b"fail":
            raise ValueError("cannot read this")
        self.transport.write(b"re: " + data)
        if data == b"quit":
            self.transport.close()
            self.transport.write(b"ignored?")

    def eof_received(self):
        print(self.name, "eof")
        return data_kept_open

    def connection_lost(self, exc):
        print(self.name, "lost", repr(exc))


data_kept_open = False


class Client(asyncio.Protocol):
    def __init__(self, first, done):
        self.first = first
        self.done = done

    def connection_made(self, transport):
        self.transport = transport
        print("client made", transport.get_protocol() is self)
        transport.write(self.first)

    def data_received(self, data):
        print("client data", data)

    def eof_received(self):
        print("client eof")

    def connection_lost(self, exc):
        print("client lost", exc)
        if not self.done.done():
            self.done.set_result(None)


def handler(loop, context):
    print("HANDLER", context["message"], repr(context.get("exception")))


async def main():
    global data_kept_open
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    server = await loop.create_server(Server, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    for first in (b"hello", b"quit", b"fail"):
        print("---", first)
        done = loop.create_future()
        transport, protocol = await loop.create_connection(lambda: Client(first, done), "127.0.0.1", port)
        print(type(protocol).__name__, transport is protocol.transport, transport.can_write_eof())
        if first == b"hello":
            await asyncio.sleep(0.1)
            transport.write_eof()
            try:
                transport.write(b"more")
            except RuntimeError as e:
                print(e)
        await done
        await asyncio.sleep(0.1)
        print(transport.is_closing(), transport.get_protocol())
        transport.close()
        if first != b"hello":
            transport.write(b"nothing")

    print("--- kept open")
    data_kept_open = True
    done = loop.create_future()
    transport, protocol = await loop.create_connection(lambda: Client(b"one", done), "127.0.0.1", port)
    transport.write_eof()
    await asyncio.sleep(0.1)
    transport.abort()
    transport.abort()
    await done

    print("--- limits")
    done = loop.create_future()
    transport, protocol = await loop.create_connection(lambda: Client(b"two", done), "127.0.0.1", port)
    print(transport.get_write_buffer_size(), transport.get_write_buffer_limits())
    transport.set_write_buffer_limits(high=1000)
    print(transport.get_write_buffer_limits())
    transport.set_write_buffer_limits(low=100)
    print(transport.get_write_buffer_limits())
    transport.set_write_buffer_limits(high=10, low=10)
    print(transport.get_write_buffer_limits())
    try:
        transport.set_write_buffer_limits(high=1, low=2)
    except ValueError as e:
        print(e)
    transport.pause_reading()
    transport.pause_reading()
    print(transport.is_reading())
    await asyncio.sleep(0.1)
    transport.resume_reading()
    print(transport.is_reading())
    await asyncio.sleep(0.1)
    try:
        transport.write("text")
    except TypeError as e:
        print(e)
    transport.close()
    await done
    server.close()

    class Base(asyncio.BaseProtocol):
        pass

    print(issubclass(asyncio.Protocol, asyncio.BaseProtocol), Base().connection_made(None), Base().pause_writing())
    print(asyncio.Protocol().eof_received(), asyncio.Protocol().data_received(b""))


asyncio.run(main())
