import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    done = loop.create_future()

    def readable(tag):
        data = b.recv(3)
        print(tag, data)
        if data == b"":
            print("removed", loop.remove_reader(b), loop.remove_reader(b.fileno()))
            done.set_result("eof")

    def writable():
        print("writable")
        a.send(b"abcdefg")
        print("removed writer", loop.remove_writer(a))
        loop.call_later(1, a.close)
    loop.add_reader(b, readable, "first")
    loop.add_writer(a.fileno(), writable)
    loop.add_reader(b.fileno(), readable, "second")
    print(await done)
    print(loop.remove_writer(b))
    b.close()
    for bad in (-1, "x", None):
        try:
            loop.add_reader(bad, print)
        except (ValueError, TypeError) as e:
            print(type(e).__name__, e)


asyncio.run(main())
