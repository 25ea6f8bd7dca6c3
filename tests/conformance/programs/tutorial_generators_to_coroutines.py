"""From yield to await in four steps."""
import asyncio
import types


def average():
    total, n = 0.0, 0
    value = None
    while True:
        received = yield value
        if received is None:
            return total
        total += received
        n += 1
        value = total / n


def delegating():
    result = yield from average()
    print("total", result)
    return "done"


@types.coroutine
def old_style(n):
    got = yield n
    return got * 2


async def new_style():
    a = await old_style(1)
    b = await old_style(a)
    return a, b


g = average()
print(next(g), g.send(10), g.send(20))
d = delegating()
next(d)
for x in (1, 2, None):
    try:
        print(d.send(x))
    except StopIteration as e:
        print("stop", e.value)
c = new_style()
print(c.send(None), c.send(5), c.cr_running, c.cr_await is not None)
try:
    c.send(7)
except StopIteration as e:
    print(e.value)
g = average()
next(g)
g.close()
try:
    g.send(1)
except StopIteration as e:
    print(repr(e))
c = new_style()
c.send(None)
try:
    c.throw(ValueError("thrown in"))
except ValueError as e:
    print(e)


@types.coroutine
def bridge():
    yield
    return "bridged"


async def main():
    return await bridge()

print(asyncio.run(main()))
