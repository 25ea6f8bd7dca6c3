import threading
import time


def say(*words, **named):
    print(*words, sorted(named.items()), threading.current_thread().name)


print(threading.current_thread().name, threading.main_thread() is threading.current_thread())
print(threading.active_count(), threading.current_thread().is_alive(), threading.current_thread().daemon)
thread = threading.Thread(target=say, args=(1, 2), kwargs={"a": 3})
print(thread.name, thread.is_alive(), thread.ident)
thread.start()
thread.join()
print(thread.is_alive(), thread.ident is not None)
for action in (thread.start, threading.current_thread().join):
    try:
        action()
    except RuntimeError as error:
        print(error)
try:
    threading.Thread(target=say).join()
except RuntimeError as error:
    print(error)


class Worker(threading.Thread):
    def __init__(self, n):
        super().__init__(name=f"worker-{n}", daemon=True)
        self.n = n
        self.result = None

    def run(self):
        self.result = self.n * 2


workers = [Worker(n) for n in range(3)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print([w.result for w in workers], workers[0].daemon, workers[1].name)

lock = threading.Lock()
print(lock.locked(), lock.acquire(), lock.locked(), lock.acquire(blocking=False), lock.acquire(False))
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)
with lock:
    print("held", lock.locked())
for arguments in ((False, 1), (True, -2)):
    try:
        lock.acquire(*arguments)
    except ValueError as error:
        print(error)

counter = 0


def count():
    global counter
    for _ in range(100):
        with lock:
            counter += 1


threads = [threading.Thread(target=count) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)

rlock = threading.RLock()
with rlock:
    with rlock:
        print("twice")
try:
    rlock.release()
except RuntimeError as error:
    print(error)

event = threading.Event()
print(event.is_set(), event.wait(timeout=0))
log = []


def waiter(n):
    log.append(f"waits {n}")
    log.append((n, event.wait()))


threads = [threading.Thread(target=waiter, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
print(log)
event.set()
for t in threads:
    t.join()
print(sorted(map(str, log)), event.is_set())
event.clear()
print(event.is_set())

condition = threading.Condition()
items = []


def consumer():
    with condition:
        condition.wait_for(lambda: items)
        print("got", items.pop())


t = threading.Thread(target=consumer)
t.start()
with condition:
    items.append("x")
    condition.notify()
t.join()
try:
    condition.notify()
except RuntimeError as error:
    print(error)

semaphore = threading.Semaphore(2)
print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(blocking=False))
semaphore.release()
print(semaphore.acquire(blocking=False))
bounded = threading.BoundedSemaphore(1)
try:
    bounded.release()
except ValueError as error:
    print(error)

local = threading.local()
local.x = "main"


def other():
    print(hasattr(local, "x"))
    local.x = "other"
    print(local.x)


t = threading.Thread(target=other)
t.start()
t.join()
print(local.x)
try:
    local.y
except AttributeError as error:
    print(type(error).__name__)
print(threading.active_count(), [t.name for t in threading.enumerate()])
gate = threading.Event()
u = threading.Thread(target=lambda: (gate.wait(), print("waited for")))
u.start()
print("end of the program")
gate.set()
# conformance: no events (when a thread gets to run is nobody's promise)
