# Objects die when the last reference goes, in CPython's order.
class D:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)

a = D("a")
a = D("a2")
b = a
del a
print("b keeps it")
b = None
def f(x):
    y = D("y")
    z = D("z")
    print("in f")
f(D("arg"))
print("after f")
l = [D(1), D(2), D(3)]
del l[1]
l = None
d = {"k": D("k1")}
d["k"] = D("k2")
d.clear()
t = (D("t1"), D("t2"))
t = None
D("temporary")
print("statement")
x = D("x1"); x = D("x2")
def g():
    v = D("in generator")
    yield 1
    print("resumed")
gen = g()
next(gen)
gen = None
def h():
    return D("returned")
h()
kept = h()
def raises():
    v = D("in raising frame")
    raise ValueError
try:
    raises()
except ValueError as e:
    print("caught")
print("after except")
class Node:
    pass
n = D("attr holder"); n.child = D("child"); n = None
for i in range(2):
    D(i)
class E:
    def __del__(self):
        raise ValueError("in del")
fn = lambda v=D("default"): v
fn = None
def closure():
    v = D("cell")
    return lambda: v
c = closure(); c = None
print("end")
last = D("last at exit")
