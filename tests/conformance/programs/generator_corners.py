# Corner cases of generators.
def g1():
    try:
        yield 1
    finally:
        print("g1 finally")
        yield 2
        print("g1 resumed in finally")
g = g1()
print(next(g))
try:
    print(g.throw(ValueError("v")))
    print(next(g))
except ValueError as e:
    print("out", e)

def two_parents():
    shared = (i for i in range(4))
    def p(tag):
        while True:
            try:
                yield tag, next(shared)
            except StopIteration:
                return "end " + tag
    a, b = p("a"), p("b")
    print(next(a), next(b), next(a), next(b))
    for x in (a, b):
        try:
            next(x)
        except StopIteration as e:
            print(e.value)
two_parents()
def shared_delegate():
    inner = iter_gen()
    def d():
        r = yield from inner
        return r
    a, b = d(), d()
    print(next(a), next(b), next(a))
    print(next(inner, "inner done"))
    for x in (a, b):
        try:
            print(next(x))
        except StopIteration as e:
            print("stop", e.value)
def iter_gen():
    for i in range(3):
        yield i
    return "r"
shared_delegate()
def finishing():
    try:
        yield 1
    except GeneratorExit:
        print("exit seen")
        raise StopIteration
f = finishing(); next(f)
try:
    f.close()
except RuntimeError as e:
    print(e)
def nested_try():
    while True:
        try:
            try:
                x = yield
            except KeyError:
                print("inner key")
                continue
            finally:
                print("inner fin")
            print("x", x)
        except IndexError:
            print("outer index")
            break
    return "left"
n = nested_try(); next(n); n.send(1); n.throw(KeyError)
try:
    n.throw(IndexError)
except StopIteration as e:
    print(e.value)
def gen_with():
    with open_like("r") as r:
        got = yield r
        raise RuntimeError(got)
class open_like:
    def __init__(self, n): self.n = n
    def __enter__(self): return self.n
    def __exit__(self, *a): print("exit", a[0].__name__ if a[0] else None); return a[0] is RuntimeError
w = gen_with(); print(next(w)); print(next(w, "done"))
def lam(): return (lambda: (yield 5))()
print(next(lam()))
def star(): yield from (yield from [[1, 2]]) or [3]
print(list(star()))
def late():
    yield
    return (yield "x") + (yield "y")
l = late(); next(l); print(next(l), l.send(1))
try: l.send(10)
except StopIteration as e: print(e.value)
print([*iter_gen()], dict(enumerate(iter_gen())), max(iter_gen()), 2 in iter_gen(), "-".join(str(i) for i in iter_gen()))
a, *b = iter_gen(); print(a, b)
def argless(): yield
it = argless()
for _ in it: print("once")
for _ in it: print("never")
def throw_class():
    try: yield 1
    except ValueError as e: yield repr(e)
t = throw_class(); next(t); print(t.throw(ValueError, ValueError("inst")))
t = throw_class(); next(t); print(t.throw(ValueError("a", 1)))
