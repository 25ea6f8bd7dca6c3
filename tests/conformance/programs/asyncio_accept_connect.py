import asyncio
import socket


async def serve(listener):
    loop = asyncio.get_running_loop()
    for _ in range(2):
        conn, address = await loop.sock_accept(listener)
        print("accepted", address[0])
        while data := await loop.sock_recv(conn, 100):
            await loop.sock_sendall(conn, data.upper())
        conn.close()


async def client(port, word):
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as s:
        s.setblocking(False)
        await loop.sock_connect(s, ("127.0.0.1", port))
        await loop.sock_sendall(s, word)
        print(word, "->", await loop.sock_recv(s, 100))


async def main():
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    listener.setblocking(False)
    port = listener.getsockname()[1]
    t = asyncio.create_task(serve(listener))
    await client(port, b"one")
    await client(port, b"two")
    await t
    listener.close()
    s = socket.socket()
    s.setblocking(False)
    try:
        await asyncio.get_running_loop().sock_connect(s, ("127.0.0.1", port))
    except ConnectionRefusedError as e:
        print("refused", e.errno, str(e).rpartition(",")[0])
    s.close()


asyncio.run(main())
