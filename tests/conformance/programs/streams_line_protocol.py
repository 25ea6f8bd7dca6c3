# A line protocol written on asyncio.Protocol, with requests that come in pieces; a client with timeouts and retries.
import asyncio


class Calculator(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        self.buffer = bytearray()
        self.tasks = set()

    def data_received(self, data):
        self.buffer += data
        while b"\r\n" in self.buffer:
            line, _, rest = bytes(self.buffer).partition(b"\r\n")
            self.buffer = bytearray(rest)
            self.request(line.decode())

    def request(self, line):
        command, *args = line.split()
        if command == "ADD":
            self.reply(str(sum(int(a) for a in args)))
        elif command == "SLOW":
            task = asyncio.get_running_loop().create_task(self.slow(float(args[0])))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)
        elif command == "QUIT":
            self.reply("BYE")
            self.transport.close()
        else:
            self.reply("? " + command)

    async def slow(self, delay):
        await asyncio.sleep(delay)
        self.reply("SLOW DONE")

    def reply(self, text):
        self.transport.write(text.encode() + b"\r\n")

    def eof_received(self):
        print("server: half closed with", bytes(self.buffer))

    def connection_lost(self, exc):
        print("server: lost", exc, len(self.tasks))
        for task in self.tasks:
            task.cancel()


async def ask(streams, text, timeout=1.0):
    reader, writer = streams
    writer.write(text)
    try:
        line = await asyncio.wait_for(reader.readuntil(b"\r\n"), timeout)
        return line.decode().rstrip()
    except asyncio.TimeoutError:
        return "TIMEOUT"
    except asyncio.IncompleteReadError as e:
        return f"END after {e.partial!r}"


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Calculator, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    streams = await asyncio.open_connection("127.0.0.1", port)
    print(await ask(streams, b"ADD 1 2 3\r\n"))
    print(await ask(streams, b"ADD 4"))
    print(await ask(streams, b" 5 6\r"))
    print(await ask(streams, b"\nADD 100 1\r\n"), (await streams[0].readline()).decode().rstrip())
    print(await ask(streams, b"WHAT\r\n"))
    print(await ask(streams, b"SLOW 3\r\n", 2), loop.time() > 2)
    print(await ask(streams, b"", 2))
    print(await ask(streams, b"SLOW 5\r\nQUIT\r\n"))
    print(await ask(streams, b"ADD 1\r\n"), streams[0].at_eof())
    streams[1].close()
    try:
        await streams[1].wait_closed()
    except OSError as e:
        print(type(e).__name__)

    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"ADD 7 8\r\nunfinished")
    writer.write_eof()
    print(await reader.read())
    writer.close()
    await writer.wait_closed()

    transport, protocol = await loop.create_connection(asyncio.Protocol, "127.0.0.1", port)
    print(type(protocol) is asyncio.Protocol, transport.get_extra_info("peername") == ("127.0.0.1", port))
    transport.abort()
    await asyncio.sleep(0.1)
    server.close()
    await server.wait_closed()


asyncio.run(main())
