import concurrent.futures
import threading
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, as_completed, wait


def square(n):
    return n * n


def fail(n):
    raise ValueError(n)


with ThreadPoolExecutor(max_workers=2) as pool:
    future = pool.submit(square, 5)
    print(future.result(), future.done(), future.running(), future.cancelled(), future.exception())
    print(list(pool.map(square, [1, 2, 3])))
    print(list(pool.map(pow, [2, 3], [3, 2])))
    bad = pool.submit(fail, 1)
    print(repr(bad.exception()))
    try:
        bad.result()
    except ValueError as error:
        print("raised", error)
    try:
        list(pool.map(fail, [1, 2]))
    except ValueError as error:
        print("mapped", error)
    called = []
    future = pool.submit(square, 6)
    future.add_done_callback(lambda f: called.append(f.result()))
    future.result()
    future.add_done_callback(lambda f: called.append("again"))
    print(called)
    futures = [pool.submit(square, n) for n in range(4)]
    print(sorted(f.result() for f in as_completed(futures)))
    done, not_done = wait(futures)
    print(len(done), len(not_done))
    print(len(wait(futures, return_when=FIRST_COMPLETED).done) > 0)
    print(pool.submit(lambda: threading.current_thread().name).result()[:19])
try:
    pool.submit(square, 1)
except RuntimeError as error:
    print(error)

future = Future()
print(future.done(), future.cancel(), future.cancelled(), future.cancel())
try:
    future.result()
except CancelledError as error:
    print(type(error).__name__, isinstance(error, Exception))
future = Future()
print(future.set_running_or_notify_cancel(), future.running(), future.cancel())
future.set_result(3)
try:
    future.set_result(4)
except concurrent.futures.InvalidStateError as error:
    print(str(error).split(":")[0])
future = Future()
try:
    future.result(timeout=0)
except concurrent.futures.TimeoutError as error:
    print(type(error).__name__, error.args)
for workers in (0, -1):
    try:
        ThreadPoolExecutor(max_workers=workers)
    except ValueError as error:
        print(error)
started = threading.Event()
release = threading.Event()


def hold():
    started.set()
    release.wait()
    return "held"


with ThreadPoolExecutor(1) as pool:
    first = pool.submit(hold)
    second = pool.submit(square, 2)
    started.wait()
    print(first.running(), second.running(), second.cancel(), first.cancel())
    release.set()
    print(first.result(), second.cancelled())
pool = ThreadPoolExecutor(1, initializer=lambda word: print("initialised", word), initargs=("x",))
print(pool.submit(square, 3).result())
pool.shutdown()


class Counting(ThreadPoolExecutor):
    def __init__(self):
        super().__init__(max_workers=1)
        self.count = 0

    def submit(self, fn, *args):
        self.count += 1
        return super().submit(fn, *args)


with Counting() as pool:
    print(pool.submit(square, 4).result(), list(pool.map(square, [5, 6])), pool.count)
# conformance: no events (when a thread gets to run is nobody's promise)
