import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    t = asyncio.create_task(loop.sock_recv(b, 10), name="r")
    await asyncio.sleep(0.1)
    t.cancel("no more")
    try:
        await t
    except asyncio.CancelledError as e:
        print("cancelled", e.args)
    a.send(b"later")
    print(loop.remove_reader(b))
    print(await loop.sock_recv(b, 10))
    first = asyncio.create_task(loop.sock_recv(b, 10))
    second = asyncio.create_task(loop.sock_recv(b, 10))
    await asyncio.sleep(0.1)
    a.send(b"for whom")
    await asyncio.sleep(0.1)
    print(first.done(), second.done(), second.result())
    first.cancel()
    buf = bytearray(4)
    a.send(b"zyx")
    print(await loop.sock_recv_into(b, buf), buf)
    a.close()
    b.close()
    try:
        await loop.sock_recv(b, 1)
    except OSError as e:
        print(type(e).__name__, e)


asyncio.run(main())
