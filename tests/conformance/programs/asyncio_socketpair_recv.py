import asyncio
import socket


async def reader(sock):
    loop = asyncio.get_running_loop()
    while True:
        data = await loop.sock_recv(sock, 4)
        print("got", data)
        if not data:
            return "eof"


async def main():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    t = asyncio.create_task(reader(b))
    for word in (b"hello", b"to the", b"world"):
        await asyncio.sleep(1)
        await loop.sock_sendall(a, word)
        print("sent", word)
    a.close()
    print(await t)
    b.close()


asyncio.run(main())
