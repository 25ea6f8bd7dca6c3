# A chat server: names, broadcasts, private words, people who come and go, and one who is too slow.
import asyncio


class Chat:
    def __init__(self):
        self.people = {}

    async def broadcast(self, text, but=None):
        for name, writer in list(self.people.items()):
            if name != but:
                writer.write(f"{text}\n".encode())
                await writer.drain()

    async def handle(self, reader, writer):
        writer.write(b"name?\n")
        name = (await reader.readline()).decode().strip()
        if not name or name in self.people:
            writer.write(b"sorry\n")
            writer.close()
            await writer.wait_closed()
            return
        self.people[name] = writer
        await self.broadcast(f"* {name} is here", but=name)
        try:
            async for line in reader:
                text = line.decode().strip()
                if text == "/quit":
                    break
                if text == "/who":
                    writer.write((", ".join(sorted(self.people)) + "\n").encode())
                elif text.startswith("/msg "):
                    _, to, words = text.split(" ", 2)
                    if to in self.people:
                        self.people[to].write(f"({name}) {words}\n".encode())
                    else:
                        writer.write(f"nobody is called {to}\n".encode())
                else:
                    await self.broadcast(f"{name}: {text}", but=name)
        finally:
            del self.people[name]
            await self.broadcast(f"* {name} has left")
            writer.close()
        await writer.wait_closed()
        print("[server]", name, "is gone")


class Person:
    def __init__(self, name, port):
        self.name, self.port = name, port

    async def listen(self):
        while line := await self.reader.readline():
            print(f"{self.name} sees:", line.decode().rstrip())
        print(self.name, "sees the end")

    async def __aenter__(self):
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        print(self.name, "is asked:", (await self.reader.readline()).decode().rstrip())
        await self.say(self.name.lower())
        self.task = asyncio.create_task(self.listen(), name=self.name)
        await asyncio.sleep(0.1)
        return self

    async def say(self, text):
        self.writer.write(text.encode() + b"\n")
        await self.writer.drain()

    async def __aexit__(self, *exc):
        await self.say("/quit")
        await self.task
        self.writer.close()
        await self.writer.wait_closed()


async def main():
    chat = Chat()
    server = await asyncio.start_server(chat.handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        async with Person("Ada", port) as ada:
            async with Person("Bob", port) as bob:
                await ada.say("hello")
                await asyncio.sleep(0.1)
                await bob.say("/who")
                await bob.say("/msg ada psst")
                await bob.say("/msg eve psst")
                await asyncio.sleep(0.1)
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                print(await reader.readline())
                writer.write(b"ada\n")
                print(await reader.read())
                writer.close()
                async with Person("Cid", port) as cid:
                    await asyncio.gather(cid.say("one"), ada.say("two"), bob.say("three"))
                    await asyncio.sleep(0.1)
                cut = await asyncio.open_connection("127.0.0.1", port)
                cut[1].write(b"dee\nno newline")
                await asyncio.sleep(0.1)
                cut[1].close()
                await asyncio.sleep(0.1)
    print("people left:", chat.people)


asyncio.run(main())
