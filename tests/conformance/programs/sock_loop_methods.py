# loop.sock_* on TCP: accept, connect, recv, recv_into, sendall; errors; the socket module around them.
import asyncio
import socket


async def server(loop, listening, count):
    for n in range(count):
        conn, address = await loop.sock_accept(listening)
        print("accepted", address[0], conn.getsockname() == listening.getsockname())
        with conn:
            conn.setblocking(False)
            while data := await loop.sock_recv(conn, 10):
                print("server", n, data)
                await loop.sock_sendall(conn, data[::-1])
        print("server", n, "closed", conn.fileno())


async def client(loop, address, words):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setblocking(False)
    print(sock.getblocking(), sock.gettimeout(), sock.family == socket.AF_INET, sock.type == socket.SOCK_STREAM)
    await loop.sock_connect(sock, address)
    print(sock.getpeername() == address, sock.getsockname()[0])
    for word in words:
        await loop.sock_sendall(sock, word)
        buffer = bytearray(20)
        n = await loop.sock_recv_into(sock, buffer)
        print("client", bytes(buffer[:n]))
    sock.shutdown(socket.SHUT_WR)
    print("client end", await loop.sock_recv(sock, 10))
    sock.close()
    sock.close()


async def main():
    loop = asyncio.get_running_loop()
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.setblocking(False)
        address = listening.getsockname()
        serving = asyncio.create_task(server(loop, listening, 2))
        await client(loop, address, [b"abc", b"0123456789"])
        await client(loop, address, [b"xyz"])
        await serving
        other = socket.socket()
        try:
            other.bind(address)
        except OSError as e:
            print(e)
        other.close()
    unconnected = socket.socket()
    unconnected.setblocking(False)
    try:
        await loop.sock_connect(unconnected, address)
    except ConnectionRefusedError as e:
        print(e.errno, "Connect call failed" in str(e))
    for what in (lambda s: s.getpeername(), lambda s: s.recv(1), lambda s: s.send(b"x"), lambda s: s.shutdown(2)):
        fresh = socket.socket()
        fresh.setblocking(False)
        try:
            what(fresh)
        except OSError as e:
            print(type(e).__name__, e)
        fresh.close()
    try:
        fresh.recv(1)
    except OSError as e:
        print(e)
    try:
        fresh.getsockname()
    except OSError as e:
        print(e)
    a, b = socket.socketpair()
    a.setblocking(False)
    try:
        a.recv(1)
    except BlockingIOError as e:
        print(e)
    print(a.getsockname() == "", b.getpeername() == "")
    waiting = asyncio.create_task(loop.sock_recv(a, 100))
    await asyncio.sleep(0)
    b.close()
    print(await waiting)
    try:
        await loop.sock_sendall(a, b"x")
    except BrokenPipeError as e:
        print(e)
    a.close()
    print(issubclass(socket.timeout, OSError), socket.error is OSError, issubclass(socket.gaierror, OSError))


asyncio.run(main())
