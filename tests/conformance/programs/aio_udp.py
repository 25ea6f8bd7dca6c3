# Datagrams: the documentation's echo server and client, endpoints of several kinds, sockets by hand.
import asyncio
import socket


class EchoServer(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        message = data.decode()
        print("Received %r from %s" % (message, addr[0]))
        print("Send %r" % message)
        self.transport.sendto(data, addr)


class EchoClient:
    def __init__(self, message, on_con_lost):
        self.message = message
        self.on_con_lost = on_con_lost
        self.transport = None

    def connection_made(self, transport):
        self.transport = transport
        print("Send:", self.message)
        self.transport.sendto(self.message.encode())

    def datagram_received(self, data, addr):
        print("Received:", data.decode())
        print("Close the socket")
        self.transport.close()

    def error_received(self, exc):
        print("Error received:", exc)

    def connection_lost(self, exc):
        print("Connection closed", exc)
        self.on_con_lost.set_result(True)


async def echo():
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.create_datagram_endpoint(EchoServer, local_addr=("127.0.0.1", 0))
    there = transport.get_extra_info("sockname")
    print(there[0], transport.get_extra_info("peername"), transport.get_extra_info("x", 5), protocol.transport is transport)
    lost = loop.create_future()
    client, _ = await loop.create_datagram_endpoint(lambda: EchoClient("Hello World!", lost), remote_addr=there)
    print(client.get_extra_info("peername") == there, client.get_extra_info("sockname")[0], client.is_closing())
    try:
        await lost
    finally:
        client.close()
    try:
        client.sendto(b"x", ("127.0.0.1", 1))
    except ValueError as e:
        print(str(e).split(",")[0])
    transport.close()
    print(transport.is_closing(), client.is_closing())
    await asyncio.sleep(0.1)


class Collect(asyncio.DatagramProtocol):
    def __init__(self, name, log):
        self.name, self.log = name, log

    def datagram_received(self, data, addr):
        self.log.append((self.name, data))

    def error_received(self, exc):
        self.log.append((self.name, type(exc).__name__, exc.errno))

    def connection_lost(self, exc):
        self.log.append((self.name, "lost", exc))


async def many():
    loop = asyncio.get_running_loop()
    log = []
    a, _ = await loop.create_datagram_endpoint(lambda: Collect("a", log), local_addr=("127.0.0.1", 0))
    b, _ = await loop.create_datagram_endpoint(lambda: Collect("b", log), local_addr=("127.0.0.1", 0))
    to_b = b.get_extra_info("sockname")
    for i in range(30):
        a.sendto(b"n%d" % i, to_b)
    b.sendto(b"back", a.get_extra_info("sockname"))
    await asyncio.sleep(0.1)
    print(len(log), log[0], log[-1], sorted(log) == sorted(log))
    log.clear()
    c, _ = await loop.create_datagram_endpoint(lambda: Collect("c", log), remote_addr=to_b)
    c.sendto(b"one", None)
    c.sendto(b"two", to_b)
    await asyncio.sleep(0.1)
    print(log)
    log.clear()
    b.close()
    await asyncio.sleep(0.1)
    print(log)
    log.clear()
    c.sendto(b"to nobody")
    await asyncio.sleep(0.1)
    c.sendto(b"again")
    await asyncio.sleep(0.1)
    print(log)
    try:
        a.sendto("text", to_b)
    except TypeError as e:
        print(e)
    a.abort()
    c.close()
    c.close()
    await asyncio.sleep(0)
    print(a.is_closing(), a.get_write_buffer_size(), type(a).__name__)


async def refused():
    loop = asyncio.get_running_loop()
    for kwargs in ({}, {"local_addr": "127.0.0.1"}, {"local_addr": ("127.0.0.1",)}):
        try:
            await loop.create_datagram_endpoint(asyncio.DatagramProtocol, **kwargs)
        except (ValueError, TypeError) as e:
            print(type(e).__name__, e)
    t, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, local_addr=("127.0.0.1", 0))
    try:
        await loop.create_datagram_endpoint(asyncio.DatagramProtocol, local_addr=t.get_extra_info("sockname"))
    except OSError as e:
        print(type(e).__name__, e)
    t.close()


class Failing(asyncio.DatagramProtocol):
    def datagram_received(self, data, addr):
        raise ValueError("cannot take " + data.decode())


async def failing():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler:", context["message"], repr(context["exception"]), sorted(context)))
    t, _ = await loop.create_datagram_endpoint(Failing, local_addr=("127.0.0.1", 0))
    t.sendto(b"this", t.get_extra_info("sockname"))
    await asyncio.sleep(0.1)
    print(t.is_closing())
    t.close()


async def by_hand():
    loop = asyncio.get_running_loop()
    a = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    b = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    a.setblocking(False)
    b.setblocking(False)
    a.bind(("127.0.0.1", 0))
    b.bind(("127.0.0.1", 0))
    print(a.type == socket.SOCK_DGRAM, a.getsockname()[0])
    reading = asyncio.create_task(loop.sock_recvfrom(b, 100))
    await asyncio.sleep(0)
    print(await loop.sock_sendto(a, b"direct", b.getsockname()))
    data, addr = await reading
    print(data, addr == a.getsockname())
    print(b.sendto(b"answer, cut", addr), a.recvfrom(6)[0])
    try:
        a.recvfrom(10)
    except BlockingIOError as e:
        print(type(e).__name__)
    buffer = bytearray(10)
    a.sendto(b"into", b.getsockname())
    n, addr = await loop.sock_recvfrom_into(b, buffer)
    print(n, buffer[:n], addr == a.getsockname())
    a.connect(b.getsockname())
    a.send(b"connected")
    print(b.recv(100), a.getpeername() == b.getsockname())
    a.close()
    transport, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, sock=b)
    print(transport.get_extra_info("socket") is not None, transport.get_extra_info("sockname") == b.getsockname())
    transport.close()


for main in (echo, many, refused, failing, by_hand):
    print("--", main.__name__)
    asyncio.run(main())
