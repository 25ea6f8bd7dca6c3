"""A chat room over a loopback server: join, speak, leave."""
import asyncio


class ChatServer:
    def __init__(self):
        self.members: dict[str, asyncio.StreamWriter] = {}
        self.log: list[str] = []

    async def broadcast(self, text: str, skip: str | None = None) -> None:
        self.log.append(text)
        for name, writer in list(self.members.items()):
            if name != skip:
                writer.write(f"{text}\n".encode())
                await writer.drain()

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        name = (await reader.readline()).decode().strip()
        self.members[name] = writer
        await self.broadcast(f"* {name} joined")
        try:
            while line := await reader.readline():
                await self.broadcast(f"<{name}> {line.decode().rstrip()}", skip=name)
        finally:
            del self.members[name]
            await self.broadcast(f"* {name} left")
            writer.close()


async def client(port: int, name: str, lines: list[str], pause: float) -> list[str]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{name}\n".encode())
    heard = [(await reader.readline()).decode().rstrip()]
    for line in lines:
        await asyncio.sleep(pause)
        writer.write(f"{line}\n".encode())
        await writer.drain()
    await asyncio.sleep(pause)
    writer.write_eof()
    heard += [line.decode().rstrip() for line in (await reader.read()).splitlines()]
    writer.close()
    await writer.wait_closed()
    return heard


async def main() -> None:
    chat = ChatServer()
    server = await asyncio.start_server(chat.handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        ann = asyncio.create_task(client(port, "ann", ["hello", "anyone?"], 1.0))
        await asyncio.sleep(0.5)
        bob = asyncio.create_task(client(port, "bob", ["hi ann"], 1.0))
        for who, heard in zip(("ann", "bob"), await asyncio.gather(ann, bob)):
            print(who, heard)
    print(*chat.log, sep="\n")


if __name__ == "__main__":
    asyncio.run(main())
