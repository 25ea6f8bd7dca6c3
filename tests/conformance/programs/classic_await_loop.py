"""A loop of one's own for async functions: types.coroutine and __await__."""
import types
from collections import deque


@types.coroutine
def switch():
    yield ("switch",)


class Channel:
    def __init__(self):
        self.items, self.waiters = deque(), deque()

    def send(self, item):
        self.items.append(item)
        if self.waiters:
            loop.ready.append(self.waiters.popleft())

    def __await__(self):
        while not self.items:
            yield ("wait", self)
        return self.items.popleft()


class Loop:
    def __init__(self):
        self.ready = deque()
        self.trace = []

    def run(self, *coros):
        self.ready.extend(coros)
        while self.ready:
            coro = self.ready.popleft()
            try:
                what, *args = coro.send(None)
            except StopIteration as e:
                self.trace.append((coro.__name__, e.value))
                continue
            if what == "switch":
                self.ready.append(coro)
            else:
                args[0].waiters.append(coro)


async def ping(mine, other, n):
    for i in range(n):
        other.send(i)
        print("ping", i, "pong", await mine)
    other.send(None)
    return n


async def pong(mine, other):
    total = 0
    while (i := await mine) is not None:
        await switch()
        total += i
        other.send(-i)
    return total


loop = Loop()
a, b = Channel(), Channel()
loop.run(ping(a, b, 3), pong(b, a))
print(loop.trace)
