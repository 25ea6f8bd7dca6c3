"""Makes timer_table.inc: what CPython's event loop does with a crowd of timers of equal deadlines, many of them cancelled.

    python3 tests/loop/timer_table.py > tests/loop/timer_table.inc

Each round schedules timers and cancels some of all there ever were (one of four, or two of three), then lets some time pass;
the table says which fired, in their order, then the heap's size and its (drifting) count of cancelled timers.
"""
import asyncio


class Loop(asyncio.SelectorEventLoop):
    now = 0.0
    _clock_resolution = property(lambda self: 1e-9, lambda self, value: None)

    def time(self):
        return self.now

    def call_at(self, *args, **kwargs):
        handle = super().call_at(*args, **kwargs)
        self.now += 1e-6
        return handle

    def run_until(self, moment):
        """Turns of the loop until nothing is left that is due at the moment."""
        self.now = max(self.now, moment)
        for _ in range(2):
            self.call_soon(lambda: None)
            self._run_once()


seed = 1


def random(n):
    global seed
    seed = (seed * 1103515245 + 12345) % 2**31
    return (seed >> 16) % n


loop = Loop()
fired, handles = [], []
for round in range(12):
    base = loop.time()
    for i in range(120):
        handles.append(loop.call_at(base + 0.001 * random(7), fired.append, len(handles)))
    for handle in handles:
        if random(3) if round % 3 == 2 else random(4) == 0:
            handle.cancel()
    loop.run_until(base + 0.0035)
    print("{{" + ", ".join(map(str, fired)) + f"}}, {len(loop._scheduled)}, {loop._timer_cancelled_count}}},")
    fired.clear()
