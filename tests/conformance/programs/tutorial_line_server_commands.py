import asyncio
import json

STORE: dict[str, object] = {}


class Command:
    registry: dict[str, type] = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Command.registry[cls.__name__.lower()] = cls

    def run(self, *args):
        raise NotImplementedError


class Set(Command):
    def run(self, key, *value):
        STORE[key] = json.loads(" ".join(value))
        return "OK"


class Get(Command):
    def run(self, key):
        return json.dumps(STORE[key], sort_keys=True)


class Keys(Command):
    def run(self):
        return ",".join(sorted(STORE))


async def serve(reader, writer):
    async for line in reader:
        name, *args = line.decode().split() or ["?"]
        try:
            answer = Command.registry[name.lower()]().run(*args)
        except KeyError as e:
            answer = f"ERR no {e}"
        except (TypeError, ValueError) as e:
            answer = f"ERR {type(e).__name__}"
        writer.write(answer.encode() + b"\n")
        await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        r, w = await asyncio.open_connection(*server.sockets[0].getsockname())
        for line in ('set a {"x": [1, 2.5, null]}', "get a", "get b", "set c nope", "set d true", "keys", "fly", "get", ""):
            w.write(line.encode() + b"\n")
            print(f"{line!r:32} -> {(await r.readline()).decode().rstrip()}")
        w.close()
        await w.wait_closed()


asyncio.run(main())
