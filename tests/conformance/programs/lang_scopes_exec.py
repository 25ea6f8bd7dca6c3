# Scopes, targets, exceptions, f-strings, eval and exec.
import time
x = "global"
def f():
    print([y := 1, y ** 2], y)
    if any((last := n) > 2 for n in range(5)): print("last", last)
    while (n := len([1])) < 1: pass
    print(n)
    del n
    try: n
    except UnboundLocalError as e: print(e)
    def inner():
        try: print(q)
        except NameError as e: print(e)
        q2 = 1
    inner(); q = 1; inner(); del q; inner()
    class K:
        x = x if 0 else "class"
        def m(self): return x
    print(K.x, K().m())
f()
def g(x=x): return x
x = "changed"; print(g())
funcs = [lambda: i for i in range(3)]; print([h() for h in funcs]); funcs = [lambda i=i: i for i in range(3)]; print([h() for h in funcs])
def h():
    try: return locals()
    finally: pass
print(h())
def star(*args, **kw): return args, kw
print(star(*[1, 2], 3, *"ab", k=1, **{"z": 2}, **dict(y=3)))
try: star(**{"a": 1}, **{"a": 2})
except TypeError as e: print(e)
try: star(k=1, **{"k": 2})
except TypeError as e: print(e)
try: star(**{1: 2})
except TypeError as e: print(e)
first, *rest = (i for i in range(3)); print(first, rest)
for a, *b in [(1, 2, 3), "xy"]: print(a, b)
try: a, b = 1, 2, 3
except ValueError as e: print(e)
try: a, *b, c = [1]
except ValueError as e: print(e)
try: a, b = 5
except TypeError as e: print(e)
def ret(): return 1, *[2, 3]
print(ret(), (*[1],), [*range(2), *[5]], {*"a"}, {**{}, "k": 1})
d = {"a": 1}; del d["a"]; l = [1, 2, 3, 4]; del l[1:3]; print(d, l)
class O: pass
o = O(); o.a = o.b = 1; del o.a; print(vars(o))
(o.z, l[0]), *m = (7, 8), 9; print(o.z, l, m)
for o.i in range(2): pass
print(o.i)
with type("CM", (), {"__enter__": lambda s: (1, 2), "__exit__": lambda s, *a: True})() as (p, q):
    print(p, q); raise ValueError
try:
    try: raise ValueError("a")
    except ValueError as e:
        raise KeyError("b") from e
except KeyError as e: print(repr(e.__cause__), e.__suppress_context__, repr(e.__context__))
try:
    try: 1 / 0
    except ZeroDivisionError: raise TypeError("t") from None
except TypeError as e: print(e.__cause__, e.__suppress_context__, repr(e.__context__))
try: raise ValueError
except (KeyError, ValueError) as e: print(type(e), e.args)
try: raise 5
except TypeError as e: print(e)
try: raise ValueError from 5
except TypeError as e: print(e)
class MyE(Exception):
    def __init__(self, a, b=2): super().__init__(a, b); self.a = a
    def __str__(self): return f"MyE:{self.a}"
try: raise MyE(1)
except MyE as e: print(e, repr(e), e.args); e.add_note("n"); print(e.__notes__)
eg = ExceptionGroup("eg", [ValueError(1), TypeError(2), ExceptionGroup("in", [KeyError(3)])])
print(eg, eg.exceptions, eg.message, eg.split(ValueError), eg.subgroup(lambda e: isinstance(e, KeyError)), eg.derive([OSError()]))
try: raise eg
except* ValueError as e: print("v", e.exceptions)
except* (TypeError, KeyError) as e: print("t", e.exceptions)
try:
    try: raise eg
    except* ValueError: raise RuntimeError("new")
except BaseExceptionGroup as e: print(e, e.exceptions)
try:
    try: raise KeyError("plain")
    except* KeyError as e: print(repr(e)); raise
except ExceptionGroup as e: print("group", e.exceptions)
def fin():
    try: raise ValueError("orig")
    finally: print("finally")
try: fin()
except ValueError as e: print(e)
import sys
print(sys.exc_info() == (None, None, None))
try:
    raise OSError(2, "No such file", "name.txt")
except FileNotFoundError as e: print(e, e.errno, e.filename, e.strerror, repr(e))
for E in (KeyError("a"), KeyError("a", "b"), OSError(1, "x"), StopIteration(5), SystemExit(3), UnicodeDecodeError("utf8", b"x", 0, 1, "r"), ImportError("i", name="n"), AttributeError("x", name="n", obj=1), SyntaxError("bad")): print(repr(E), str(E), E.args)
print(f"{x!r:>10}|{x:<10}|{3:{5}}|{'nested ' + f'{1 + 1}'}|{x=}|{x = !s}|{{}}|{'a' if 1 else 'b'}|{d.get('k', 'v')}|{[i for i in range(2)]}|{lambda_ if 0 else 1}|{(lambda: 5)()}")
print(f"""{
    x
}""", f'{x}' "b" f"{1}", rf"\n{x}", f"{3.14159:.{2}f}", f"{1_000:,}", f"{'é'!a}", f"{None}", f"{True:>6}", f"{ {1: 2}[1] }", f"{x:%}" if 0 else "")
a = 5; a += 1; a -= 2; a *= 3; a /= 4; a **= 2; a //= 2; a %= 3; print(a); b = 6; b <<= 2; b >>= 1; b |= 1; b &= 7; b ^= 2; print(b)
i = 0
def idx():
    global i; i += 1; print("idx", i); return 0
ll = [[1]]; ll[idx()][idx()] += 5; print(ll)
print([print("l"), print("r")] and (print("a") or 1) if print("cond") is None else 0)
def order(n): print(n, end=" "); return n
print({order(1): order(2), order(3): order(4)}, order(5) + order(6) * order(7), order(1) < order(2) < order(0) < order(9), [order(1), *[order(2)]], star(order(1), k=order(2), *[order(3)]))
import asyncio as aio, sys as s2; from asyncio import sleep as sl, gather; print(aio.__name__, s2 is sys, sl.__name__)
if (z := 5) > 3 and not (w := 0): print(z, w)
print([[i * j for j in range(i)] for i in range(4)], {i: [j for j in range(i)] for i in range(3)}, [i for i in range(3) for _ in range(i)], sum(i * i for i in range(4)))
lst = [1, 2, 3]; lst[1:2] = [7, 8]; lst[::2] = "ab"; print(lst, lst[-1:], lst[5:], lst[::-1])
try: lst[::2] = [1]
except ValueError as e: print(e)
try: [1, 2].__setitem__(5, 1)
except IndexError as e: print(e)
print(type(...), ..., Ellipsis is ..., NotImplemented, __debug__, __doc__, None.__class__, (1).__class__.__name__)
exec("y1 = 5\ndef ef(): return y1"); print(y1, ef(), eval("y1 + 1"), eval("[k for k in range(3)]"), eval("a", {"a": 1}), eval("a + b", {"a": 1}, {"b": 2}))
ns = {}; exec("import math\nq = math.pi\nclass C:\n  z = 1\n  def m(self): return self.z", ns); print(sorted(k for k in ns if k != "__builtins__"), ns["C"]().m(), ns["C"].__module__ if 0 else "")
for bad in ("1 +", "a b", "def", "x = 1", "(", "'", "1 = 2", "f(", "return", "print 1"):
    try: eval(bad)
    except SyntaxError as e: print(bad, "->", type(e).__name__)
try: eval("1/0")
except ZeroDivisionError as e: print(e)
def loc():
    v = 3
    exec("v = 4")
    return v, eval("v * 2"), sorted(locals()), dir(), vars()
print(loc())
