# Tracebacks as text, with their marks, as each version writes them.
import time
import traceback, sys
def a(x):
    return b(x) + 1
def b(x):
    return x["k"]["z"] / 0
class C:
    def __getattr__(self, n):
        raise AttributeError(n)
    def m(self, *a, **k):
        return self.q.w(a,
             k)
def show(f, *args):
    try:
        f(*args)
    except BaseException:
        print(traceback.format_exc().replace(__file__, "FILE"))
show(a, {"k": {"z": 1}})
show(a, {"k": {}})
show(a, None)
show(C().m, 1)
show(lambda: (1 +
     2 + "x"))
show(lambda: [i/0 for i in range(3)])
show(lambda: {i: i/0 for i in range(3)})
show(lambda: list(i/0 for i in range(3)))
def raiser():
    raise ValueError("x")
show(raiser)
def chained():
    try:
        raiser()
    except ValueError as e:
        raise KeyError("k") from e
show(chained)
def ctx():
    try:
        raiser()
    except ValueError as e:
        e.add_note("note 1\nnote 2")
        raise
show(ctx)
def grp():
    raise ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [KeyError("z"), TypeError()])])
show(grp)
def assertion(x):
    assert x == 1, f"got {x}"
show(assertion, 2)
def noassert(x):
    assert (x ==
       3)
show(noassert, 2)
def multi():
    x = foo(1,
            2)
def foo(*a): return a[0].bar.baz
show(multi)
def unpack():
    a, b = [1,2,3]
show(unpack)
def sub():
    x = [1]
    x[5] = 3
show(sub)
def dele():
    x = {}
    del x["a"]
show(dele)
def name(): return undefined_name
show(name)
def aug():
    x = 1
    x += "s"
show(aug)
def call(): return foo(1)(2)
show(call)
def kw(): return foo(z=1)
show(kw)
def binop(): 
    x = 1; y = "a"
    return (x + 1) * 2 - y
show(binop)
def cmp(): return 1 < "a"
show(cmp)
def uni(): return -"a"
show(uni)
def fstr(): return f"a {1/0} b"
show(fstr)
def fstr2(): return f"a {undefined!r:>10} b"
show(fstr2)
def gen():
    yield 1
    raise RuntimeError("in gen")
show(lambda: list(gen()))
def deep(n):
    if n == 0: raise ValueError("deep")
    deep(n - 1)
show(deep, 10)
def withx():
    class M:
        def __enter__(self): return self
        def __exit__(self, *a): raise OSError("exit")
    with M() as m:
        1/0
show(withx)
print(traceback.format_exception_only(ValueError("x")))
def ret_attr():
    return None.foo
show(ret_attr)
def slices():
    return [1,2,3]["a":2]
show(slices)
def star():
    return foo(*None)
show(star)
def rec():
    return rec()
sys.setrecursionlimit(60)
try: rec()
except RecursionError as e: print(e)
