# An event loop in forty lines: generators and select.select; then the same with selectors.
import collections
import select
import selectors
import socket
import time


class Loop:
    def __init__(self):
        self.ready = collections.deque()
        self.readers, self.writers = {}, {}
        self.sleepers = []

    def spawn(self, gen):
        self.ready.append((gen, None))

    def run(self):
        while self.ready or self.readers or self.writers or self.sleepers:
            timeout = None
            if self.ready:
                timeout = 0
            elif self.sleepers:
                timeout = max(0, min(self.sleepers, key=lambda s: s[0])[0] - time.monotonic())
            r, w, _ = select.select(list(self.readers), list(self.writers), [], timeout)
            for fd in r:
                self.ready.append((self.readers.pop(fd), None))
            for fd in w:
                self.ready.append((self.writers.pop(fd), None))
            now = time.monotonic()
            for sleeper in sorted(self.sleepers, key=lambda s: s[0]):
                if sleeper[0] <= now:
                    self.sleepers.remove(sleeper)
                    self.ready.append((sleeper[1], None))
            for _ in range(len(self.ready)):
                gen, value = self.ready.popleft()
                try:
                    what, arg = gen.send(value)
                except StopIteration as stop:
                    print("finished", gen.__name__, stop.value)
                    continue
                if what == "read":
                    self.readers[arg] = gen
                elif what == "write":
                    self.writers[arg] = gen
                elif what == "sleep":
                    self.sleepers.append((time.monotonic() + arg, gen))
                else:
                    self.ready.append((gen, None))


def server(loop, listening, clients):
    for n in range(clients):
        yield "read", listening
        conn, addr = listening.accept()
        conn.setblocking(False)
        print("accepted", addr[0])
        loop.spawn(handle(conn, n))
    listening.close()
    return "no more"


def handle(conn, n):
    while True:
        yield "read", conn
        data = conn.recv(100)
        if not data:
            break
        print("handler", n, data)
        yield "write", conn
        conn.send(data.upper())
    conn.close()


def client(address, n):
    sock = socket.socket()
    sock.setblocking(False)
    error = sock.connect_ex(address)
    print("client", n, "connecting", error == 115)
    yield "write", sock
    print("client", n, "error", sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR), sock.getpeername() == address)
    for word in (b"one", b"two"):
        sock.send(word)
        yield "read", sock
        print("client", n, sock.recv(100))
        yield "sleep", 0.5 * n
    sock.close()
    return n


loop = Loop()
listening = socket.create_server(("127.0.0.1", 0))
listening.setblocking(False)
loop.spawn(server(loop, listening, 2))
for n in (1, 2):
    loop.spawn(client(listening.getsockname(), n))
loop.run()

print("---- selectors")
sel = selectors.DefaultSelector()
a, b = socket.socketpair()
key = sel.register(a, selectors.EVENT_READ, data="the a end")
print(type(key).__name__, key.fileobj is a, key.fd == a.fileno(), key.events, key.data, len(key))
print(sel.get_key(a) == key, len(sel.get_map()), a in sel.get_map(), b in sel.get_map())
print(sel.select(0))
before = time.monotonic()
print(sel.select(2.5), time.monotonic() - before)
b.send(b"x")
[(k, events)] = sel.select()
print(k.data, events == selectors.EVENT_READ)
key = sel.modify(a, selectors.EVENT_READ | selectors.EVENT_WRITE, data="both")
[(k, events)] = sel.select(timeout=1)
print(k.data, events)
try:
    sel.register(a, selectors.EVENT_READ)
except KeyError as e:
    print("already registered" in str(e))
try:
    sel.register(b, 0)
except ValueError as e:
    print(e)
try:
    sel.unregister(b)
except KeyError as e:
    print("is not registered" in str(e))
fileobj, fd, events, data = sel.unregister(a)
print(fileobj is a, events, data, len(sel.get_map()), sel.select(0))
sel.close()
with selectors.SelectSelector() as sel:
    sel.register(b, selectors.EVENT_WRITE)
    print([(k.fileobj is b, e) for k, e in sel.select()])

print("---- select")
print(select.select([], [], [], 0))
r, w, x = select.select([a, b], [b, a], [], 1)
print([s is a for s in r], [s is b for s in w], x)
print(a.recv(10))
before = time.monotonic()
print(select.select([a, b.fileno()], [], [], 1.25), time.monotonic() - before)
for bad in ([-1], ["x"], [3.5]):
    try:
        select.select(bad, [], [], 0)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
p = select.poll()
p.register(a, select.POLLIN)
p.register(b, select.POLLOUT)
print([(fd == b.fileno(), event) for fd, event in p.poll(0)])
b.send(b"12")
print([(fd == a.fileno(), event) for fd, event in p.poll(100)])
p.modify(b, select.POLLIN)
p.unregister(a)
print(p.poll(0))
try:
    p.unregister(a)
except KeyError as e:
    print("KeyError")
b.close()
a.close()
try:
    select.select([a], [], [], 0)
except ValueError as e:
    print(e)
