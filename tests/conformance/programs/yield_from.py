# Delegation: values go in, come out, are thrown through, and the result arrives.
def inner():
    try:
        a = yield "i1"
        print("inner got", a)
        b = yield "i2"
        print("inner got", b)
    except ValueError as e:
        print("inner caught", e)
        yield "i3"
    finally:
        print("inner finally")
    return "inner result"

def outer():
    try:
        r = yield from inner()
        print("outer got", r)
        r = yield from [10, 20]
        print("list gave", r)
        r = yield from "ab"
        yield "last"
    finally:
        print("outer finally")
    return "outer result"

g = outer()
print(next(g), g.send("A"), g.send("B"), next(g), next(g), next(g), next(g))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)
g = outer()
next(g)
print(g.throw(ValueError("thrown")))
print(next(g))
g.close()

class Iterator:
    def __init__(self):
        self.n = 0
    def __iter__(self):
        return self
    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration("from class")
        return self.n
    def send(self, v):
        print("send", v)
        return self.__next__()
    def throw(self, typ, val=None, tb=None):
        print("throw", repr(typ), val, tb)
        return "thrown value"
    def close(self):
        print("close")

def delegates():
    r = yield from Iterator()
    print("result", r)

g = delegates()
print(next(g), g.send(5))
print(g.throw(KeyError("k")))
print(list(g))
g = delegates()
next(g)
g.close()

def no_send():
    yield from iter([1, 2, 3])

g = no_send()
next(g)
try:
    g.send(1)
except AttributeError as e:
    print("AttributeError:", e)
g = no_send()
next(g)
try:
    g.throw(KeyError("direct"))
except KeyError as e:
    print("KeyError", e)
