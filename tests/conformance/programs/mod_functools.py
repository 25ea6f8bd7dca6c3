# functools
import functools
from functools import (cache, cached_property, cmp_to_key, lru_cache, partial, partialmethod, reduce, singledispatch,
                       total_ordering, update_wrapper, wraps)


def attempt(label, f):
    try:
        print(label, "->", f())
    except Exception as e:
        print(label, type(e).__name__, e)


# partial
def f(*args, **kw):
    return args, kw


p = partial(f, 1, 2, a=3)
print(p(), p(4), p(5, b=6), p(a=9), p.args, p.keywords, p.func is f)
q = partial(p, 7, c=8)
print(q(), q.args, q.keywords, q.func is f)
print(partial(print, 1, sep="-"), partial(int, base=2)("1010"), partial(max)(3, 4))
p.note = "x"
print(p.note, p.__dict__, callable(p), isinstance(p, partial), type(p), type(p).__name__, partial.__name__)
attempt("none", lambda: partial())
attempt("bad", lambda: partial(5))
attempt("name", lambda: p.__name__)


class P(partial):
    pass


print(P(print, 1), P(f, 1)(2))


class Cell:
    def __init__(self):
        self.alive = False

    def set_state(self, state, *rest, **kw):
        self.alive = state
        return state, rest, kw

    on = partialmethod(set_state, True)
    off = partialmethod(set_state, False, 1, k=2)


c = Cell()
print(c.on(), c.alive, c.off(3), c.alive)


# wraps
def deco(fn):
    @wraps(fn)
    def inner(*a, **k):
        "inner doc"
        return fn(*a, **k)
    return inner


@deco
def named(x):
    "the doc"
    return x


named.extra = 1
print(named.__name__, named.__doc__, named.__qualname__, named.__module__, named(5), named.__wrapped__.__name__)


def w(x):
    pass


w.tag = "t"


def target():
    pass


print(update_wrapper(target, w) is target, target.__name__, target.tag, target.__wrapped__ is w)
print(update_wrapper(partial(w, 1), w).__name__, functools.WRAPPER_UPDATES)
print(wraps(w, assigned=("__doc__",))(lambda: 1).__name__)

# lru_cache
calls = []


@lru_cache(maxsize=2)
def square(x):
    calls.append(x)
    return x * x


print([square(i) for i in (1, 2, 1, 3, 2, 1)], calls, square.cache_info(), square.cache_parameters())
square.cache_clear()
print(square.cache_info(), square.__name__, square.__wrapped__(5), square.cache_info().hits)
calls.clear()


@lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())


@cache
def both(a, b=2, *c, **d):
    calls.append((a, b))
    return (a, b, c, d)


print(both(1), both(1, 2), both(a=1), both(b=2, a=1), both(1), both(1, 2, 3, k=4), both.cache_info())


@lru_cache(maxsize=None, typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed("a"), typed.cache_info(), typed.cache_parameters())


@lru_cache(maxsize=0)
def uncached(x):
    return x


print(uncached(1), uncached(1), uncached.cache_info())


@lru_cache
def untyped(x):
    return type(x).__name__


print(untyped(1), untyped(1.0), untyped(True))
attempt("unhashable", lambda: square([1]))
attempt("maxsize", lambda: lru_cache("x"))
attempt("missing", lambda: square())


@lru_cache
def boom(x):
    calls.append("boom")
    raise ValueError(x)


attempt("raise", lambda: boom(1))
attempt("raise", lambda: boom(1))
print(boom.cache_info(), calls.count("boom"))


class Cached:
    def __init__(self, n):
        self.n = n

    @lru_cache
    def times(self, k):
        print("computing", self.n, k)
        return self.n * k

    @cached_property
    def heavy(self):
        "heavy doc"
        print("heavy", self.n)
        return self.n * 100


a, b = Cached(2), Cached(3)
print(a.times(4), a.times(4), b.times(4), Cached.times.cache_info())
print(a.heavy, a.heavy, a.__dict__, b.heavy)
del a.heavy
print(a.heavy)
a.heavy = 1
print(a.heavy, Cached.heavy.__doc__, type(Cached.heavy).__name__, Cached.heavy.attrname)


# reduce
print(reduce(lambda x, y: x * 10 + y, [1, 2, 3]), reduce(lambda x, y: x + y, [], 5), reduce(max, "hello"), reduce(f, [1]))
attempt("empty", lambda: reduce(f, []))
attempt("int", lambda: reduce(f, 5))
attempt("args", lambda: reduce(f))


# total_ordering
@total_ordering
class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        return self.n == o.n if isinstance(o, V) else NotImplemented

    def __lt__(self, o):
        return self.n < o.n if isinstance(o, V) else NotImplemented


print(V(1) < V(2), V(1) <= V(1), V(2) > V(1), V(2) >= V(3), V(1) != V(2), sorted([V(3), V(1)])[0].n, max(V(1), V(5)).n)
attempt("compare", lambda: V(1) >= 3)
for root in ("__le__", "__gt__", "__ge__"):
    ops = {"__le__": lambda s, o: s.n <= o.n, "__gt__": lambda s, o: s.n > o.n, "__ge__": lambda s, o: s.n >= o.n}
    body = {"__init__": V.__init__, "__eq__": lambda s, o: s.n == o.n, root: ops[root]}
    W = total_ordering(type("W", (), body))
    pairs = [(W(1), W(2)), (W(2), W(1)), (W(1), W(1))]
    print(root, [(x < y, x <= y, x > y, x >= y) for x, y in pairs])
attempt("no root", lambda: total_ordering(type("Z", (), {})))


# cmp_to_key
def by_length(x, y):
    return len(x) - len(y)


print(sorted(["ccc", "a", "bb"], key=cmp_to_key(by_length)), max(["a", "bbb"], key=cmp_to_key(by_length)))
k = cmp_to_key(by_length)
print(k("a") < k("bb"), k("a") == k("b"), k("aa") >= k("b"), k("zz").obj)
attempt("hash", lambda: hash(k("a")))


# singledispatch
@singledispatch
def show(x, *rest):
    return "default", x


@show.register(int)
def _(x, *rest):
    return "int", x


@show.register(list)
@show.register(tuple)
def _seq(x, *rest):
    return "sequence", len(x)


show.register(str, lambda x: ("str", x.upper()))
print(show(5), show(True), show([1, 2]), show((1,)), show("a"), show(2.5), show(None), show.__name__)
print(show.dispatch(bool) is show.dispatch(int), show.dispatch(dict) is show.registry[object], sorted(t.__name__ for t in show.registry))
attempt("no args", lambda: show())
