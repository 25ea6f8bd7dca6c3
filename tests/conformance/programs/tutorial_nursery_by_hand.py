"""A TaskGroup written by hand, and what it takes."""
import asyncio


class Nursery:
    async def __aenter__(self):
        self.tasks = []
        return self

    def start_soon(self, f, *args):
        t = asyncio.create_task(f(*args))
        self.tasks.append(t)
        return t

    async def __aexit__(self, kind, exc, tb):
        errors = [exc] if exc else []
        if exc:
            for t in self.tasks:
                t.cancel()
        while live := [t for t in self.tasks if not t.done()]:
            done, _ = await asyncio.wait(live, return_when=asyncio.FIRST_EXCEPTION)
            for t in live:
                if t in done and not t.cancelled() and t.exception():
                    errors.append(t.exception())
                    for other in self.tasks:
                        other.cancel()
        if errors:
            raise ExceptionGroup("nursery", errors)


async def child(n, fail=None):
    try:
        await asyncio.sleep(n)
        if fail:
            raise fail
        print("child", n)
    except asyncio.CancelledError:
        print("child", n, "cancelled")
        raise


async def main():
    async with Nursery() as n:
        n.start_soon(child, 1)
        n.start_soon(child, 0.5)
    try:
        async with Nursery() as n:
            n.start_soon(child, 2)
            n.start_soon(child, 1, ValueError("v"))
            n.start_soon(child, 1, TypeError("t"))
    except* ValueError as eg:
        print("values", eg.exceptions)
    except* TypeError as eg:
        print("types", [str(e) for e in eg.exceptions])
    try:
        async with Nursery() as n:
            n.start_soon(child, 3)
            await asyncio.sleep(0)
            raise LookupError("body")
    except ExceptionGroup as eg:
        print(repr(eg), eg.split(LookupError))


asyncio.run(main())
