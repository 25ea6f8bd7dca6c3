import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    payload = bytes(range(256)) * 8192
    t = asyncio.create_task(loop.sock_sendall(a, payload))
    await asyncio.sleep(0.1)
    print("sender done:", t.done())
    got = b""
    while len(got) < len(payload):
        got += await loop.sock_recv(b, 65536)
    print(len(got), got == payload, await t)
    a.close()
    b.close()


asyncio.run(main())
