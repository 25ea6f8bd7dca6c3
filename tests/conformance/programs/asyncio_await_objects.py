import asyncio


class Wrapped:
    def __init__(self, future):
        self.future = future

    def __await__(self):
        print("asked")
        return self.future.__await__()


class Chained:
    def __init__(self, *parts):
        self.parts = parts

    def __await__(self):
        total = 0
        for part in self.parts:
            total += yield from part.__await__()
        return total


async def number(n):
    await asyncio.sleep(0)
    return n


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    loop.call_later(0.1, f.set_result, 10)
    print(await Wrapped(f))
    print(await Chained(number(1), Wrapped(f), asyncio.create_task(number(3)), asyncio.sleep(0.1, 4)))
    print(await asyncio.gather(Wrapped(f), Chained(number(5)), number(6)))
    g = loop.create_future()
    t = asyncio.ensure_future(Wrapped(g))
    print(type(t).__name__, asyncio.ensure_future(g) is g)
    await asyncio.sleep(0)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True), g.cancelled())
    h = loop.create_future()
    it = h.__await__()
    print(next(it) is h)
    try:
        next(it)
    except RuntimeError as e:
        print(e)
    h.set_result("late")
    it = h.__await__()
    try:
        it.send(None)
    except StopIteration as e:
        print("value", e.value)


asyncio.run(main())
