def show(f, *a, **k):
    try:
        print(f(*a, **k))
    except TypeError as e:
        print("TypeError:", e)

def p0(): return "p0"
def p1(a): return a
def p2(a, b=2): return a, b
def p3(a, b, c): return a, b, c
def va(a, *rest): return a, rest
def kw(a, **rest): return a, rest
def ko(a, *, k, m=3): return a, k, m
def po(a, b, /, c=3): return a, b, c
def mix(a, /, b, *args, c, d=4, **kw): return a, b, args, c, d, kw
show(p0); show(p0, 1); show(p0, 1, 2); show(p0, x=1)
show(p1); show(p1, 1); show(p1, 1, 2); show(p1, a=1); show(p1, 1, a=2); show(p1, b=2)
show(p2); show(p2, 1); show(p2, 1, 2); show(p2, 1, 2, 3); show(p2, b=5); show(p2, b=5, a=1)
show(p3); show(p3, 1); show(p3, 1, 2); show(p3, 1, c=3)
show(va); show(va, 1); show(va, 1, 2, 3)
show(kw, 1, x=2, y=3); show(kw, x=1)
show(ko, 1); show(ko, 1, k=2); show(ko, 1, 2); show(ko, 1, 2, k=1); show(ko, 1, 2, 3, k=1, m=1); show(ko)
show(po, 1, 2); show(po, 1, b=2); show(po, a=1, b=2); show(po, 1, 2, c=5)
show(mix, 1, 2, 3, 4, c=5, e=6); show(mix, 1, 2); show(mix, 1, b=2, c=3, a=9)
show(p1, *[1]); show(p1, *[1, 2]); show(p2, **{"a": 1, "b": 2}); show(p2, *(1,), **{"b": 3})
show(p3, 1, *[2], c=3); show(va, *"abc"); show(p2, 1, **{"b": 2, "c": 3})
try:
    p1(*5)
except TypeError as e:
    print(e)
try:
    p1(**5)
except TypeError as e:
    print(e)
try:
    p2(**{"a": 1}, **{"a": 2})
except TypeError as e:
    print(e)
try:
    kw(1, **{1: 2})
except TypeError as e:
    print(e)
def default_list(a, acc=[]):
    acc.append(a)
    return acc
print(default_list(1), default_list(2))
def order(tag, v):
    print("eval", tag)
    return v
print(p3(order("a", 1), *[order("b", 2)], c=order("c", 3)))
class C:
    def m(self, a): return a
show(C().m); show(C().m, 1); show(C().m, 1, 2); show(C.m, 1)
f = lambda a, b: a
show(f, 1)
def nested():
    def g(x): pass
    show(g)
nested()
try:
    (5)()
except TypeError as e:
    print(e)
try:
    nothing = None; nothing()
except TypeError as e:
    print(e)
print(p2.__name__, p2.__defaults__, ko.__kwdefaults__, p2.__qualname__, nested.__qualname__)
