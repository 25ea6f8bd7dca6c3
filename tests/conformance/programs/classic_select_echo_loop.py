"""A hand-made loop of generators over select."""
import select
import socket
from collections import deque


class Loop:
    def __init__(self):
        self.ready, self.readers, self.writers = deque(), {}, {}

    def run(self):
        while self.ready or self.readers or self.writers:
            while not self.ready:
                r, w, _ = select.select(list(self.readers), list(self.writers), [])
                for s in sorted(r, key=lambda s: s.fileno()):
                    self.ready.append(self.readers.pop(s))
                for s in sorted(w, key=lambda s: s.fileno()):
                    self.ready.append(self.writers.pop(s))
            task = self.ready.popleft()
            try:
                what, sock = next(task)
            except StopIteration:
                continue
            {"read": self.readers, "write": self.writers}[what][sock] = task


def echo(sock):
    while True:
        yield "read", sock
        data = sock.recv(100)
        if not data:
            print("echo: closed")
            break
        yield "write", sock
        sock.sendall(data.upper())
    sock.close()


def client(sock, words):
    for word in words:
        yield "write", sock
        sock.sendall(word)
        yield "read", sock
        print(sock.recv(100))
    sock.close()


loop = Loop()
for words in ([b"one", b"two"], [b"three"]):
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    loop.ready.append(echo(a))
    loop.ready.append(client(b, words))
loop.run()
print("end")
