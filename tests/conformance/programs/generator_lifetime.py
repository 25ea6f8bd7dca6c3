# A generator that is dropped runs its finally at once.
def g(name):
    try:
        yield 1
        yield 2
    finally:
        print("finally", name)

x = g("replaced")
next(x)
x = None
print("after replaced")
x = g("deleted")
next(x)
del x
print("after del")
g("never started")
def f():
    local = g("local")
    next(local)
    print("leaving f")
f()
print("after f")
for v in g("broken out of"):
    print(v)
    break
print("after break")
def raises():
    kept = g("held by traceback")
    next(kept)
    raise ValueError
try:
    raises()
except ValueError:
    print("handling")
print("after handling")
def chain():
    yield from g("inner of chain")
c = chain()
next(c)
c = None
print("after chain")
[next(g("in list"))]
pair = [g("a"), g("b")]
for p in pair:
    next(p)
pair.clear()
def loud():
    try:
        yield
    finally:
        yield "not now"
l = loud()
next(l)
l = g("at exit")
next(l)
print("end")
