"""Round robin of plain generators, the oldest trick."""
import heapq
from collections import deque


def countdown(name, n):
    while n:
        print(name, n)
        yield
        n -= 1
    return f"{name} done"


class Scheduler:
    def __init__(self):
        self.ready = deque()
        self.sleeping = []
        self.now = self.sequence = 0
        self.results = {}

    def spawn(self, gen):
        self.ready.append((gen, None))

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.now, _, gen = heapq.heappop(self.sleeping)
                self.ready.append((gen, self.now))
            gen, value = self.ready.popleft()
            try:
                request = gen.send(value)
            except StopIteration as stop:
                self.results[gen.__name__, len(self.results)] = stop.value
                continue
            if request is None:
                self.ready.append((gen, None))
            else:
                self.sequence += 1
                heapq.heappush(self.sleeping, (self.now + request, self.sequence, gen))


def sleeper(name, *naps):
    for nap in naps:
        woke = yield nap
        print(f"{name} woke at {woke}")
    result = yield from countdown(name, 2)
    return [result, naps]


s = Scheduler()
s.spawn(countdown("a", 3))
s.spawn(sleeper("s", 5, 1))
s.spawn(countdown("b", 1))
s.spawn(sleeper("t", 2, 2, 2))
s.run()
print(s.results, s.now)
