import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    c, d = socket.socketpair()
    for s in (a, b, c, d):
        s.setblocking(False)

    def first():
        print("first", b.recv(10))
        print("remove other", loop.remove_reader(d))

    loop.add_reader(b, first)
    loop.add_reader(d, print, "never printed")
    a.send(b"x")
    c.send(b"y")
    await asyncio.sleep(0.1)
    loop.add_reader(d, lambda: print("now", d.recv(10)))
    await asyncio.sleep(0.1)
    loop.add_writer(a, lambda: (print("writer"), loop.remove_writer(a)))
    loop.add_reader(a, lambda: (print("reader", a.recv(5)), loop.remove_reader(a)))
    b.send(b"both")
    await asyncio.sleep(0.1)
    for s in (a, b, c, d):
        loop.remove_reader(s)
        s.close()


asyncio.run(main())
