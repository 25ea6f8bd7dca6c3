class CM:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow
    def __enter__(self):
        print("enter", self.name)
        return self.name
    def __exit__(self, t, v, tb):
        print("exit", self.name, t and t.__name__, v, tb is not None)
        return self.swallow

with CM("a") as a:
    print("body", a)
with CM("a") as a, CM("b") as b:
    print("body", a, b)
with (CM("c") as c, CM("d")):
    print("body", c)
with CM("s", True):
    raise ValueError("swallowed")
print("after")
try:
    with CM("o"), CM("i"):
        raise KeyError("through")
except KeyError as e:
    print("caught", e)
def f():
    with CM("r") as r:
        return r
print(f())
for i in range(3):
    with CM(i):
        if i == 0: continue
        if i == 1: break
try:
    with 5:
        pass
except TypeError as e:
    print(e)
class Half:
    def __enter__(self): pass
try:
    with Half():
        pass
except TypeError as e:
    print(e)
class BadExit(CM):
    def __exit__(self, *a):
        raise RuntimeError("in exit")
try:
    with BadExit("x"):
        raise ValueError("body")
except RuntimeError as e:
    print(e, repr(e.__context__))
class FailEnter(CM):
    def __enter__(self):
        raise OSError("enter failed")
try:
    with CM("first"), FailEnter("second"):
        print("unreachable")
except OSError as e:
    print(e)
def gen():
    with CM("in generator"):
        yield 1
g = gen()
next(g)
g.close()
with CM("t") as (x, *y):
    print(x, y)
def nested():
    with CM("n1"):
        try:
            with CM("n2"):
                raise ValueError
        except ValueError:
            return "handled"
        finally:
            print("finally")
print(nested())
