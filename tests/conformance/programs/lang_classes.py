# Classes: metaclasses, descriptors, slots, special methods.
import time
class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        print("new", name, [b.__name__ for b in bases], sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)
    @classmethod
    def __prepare__(m, name, bases, **kw):
        print("prepare", name, kw)
        return {"injected": 1}
    def __call__(cls, *a, **k):
        print("call", cls.__name__, a, k)
        return super().__call__(*a, **k)
    def __getattr__(cls, n): return f"meta {n}"
    def __len__(cls): return 42
    def __iter__(cls): return iter("abc")
    def __getitem__(cls, i): return i * 2
    def __contains__(cls, x): return x == 1
    def __repr__(cls): return f"<{cls.__name__}>"
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, o): return o is int
    @property
    def prop(cls): return cls.__name__
class A(metaclass=Meta, x=1):
    y = 2
    def __init__(self, v=0): self.v = v
class B(A, z=2): pass
print(A, B(3).v, A.nothing, len(A), list(A), A[4], 1 in A, isinstance(5, A), issubclass(int, A), A.prop, A.injected, type(A), bool(A))
class D:
    def __get__(self, o, t=None): print("get", o is None, t.__name__); return 1
    def __set__(self, o, v): print("set", v)
    def __delete__(self, o): print("del")
    def __set_name__(self, o, n): print("name", o.__name__, n)
class N:
    def __get__(self, o, t=None): return "nd"
class E_:
    d = D()
    n = N()
e = E_()
e.d; e.d = 5; del e.d; E_.d; print(e.n); e.n = 3; print(e.n, E_.__dict__["n"].__class__.__name__)
class S:
    __slots__ = ("a", "b", "__dict__")
    def __init__(self): self.a = 1; self.c = 2
s = S(); print(s.a, s.__dict__, hasattr(s, "b"))
try: s.b
except AttributeError as x: print(x)
class S2:
    __slots__ = "x"
try: S2().y = 1
except AttributeError as x: print(x)
try: S2().x
except AttributeError as x: print(x)
print(S2.x, S2.__slots__)
try:
    class S3:
        __slots__ = ("a",)
        a = 1
except ValueError as x: print(x)
class W:
    __slots__ = ("__weakref__",)
class P:
    @property
    def a(self): "doc a"; return self._a
    @a.setter
    def a(self, v): self._a = v
    @a.deleter
    def a(self): del self._a
    @property
    def ro(self): return 1
    @staticmethod
    def sm(x): return x
    @classmethod
    def cm(cls, x): return cls.__name__, x
p = P(); p.a = 3; print(p.a, P.a.__doc__, p.sm(1), P.sm(2), p.cm(3), P.cm(4)); del p.a
for stmt in ("p.a", "p.ro"):
    pass
try: p.a
except AttributeError as x: print(x)
try: p.ro = 2
except AttributeError as x: print(x)
try: del p.ro
except AttributeError as x: print(x)
class Sub:
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw); print("sub", cls.__name__, tag)
class SubA(Sub, tag="t"): pass
try:
    class SubB(Sub, bad=1): pass
except TypeError as x: print(x)
print(SubA.__mro__, SubA.__bases__, SubA.__name__, SubA.__qualname__, SubA.__module__, SubA.__base__)
try:
    class X(A_:=int, bool): pass
except TypeError as x: print(x)
class Q1: pass
class Q2(Q1): pass
try:
    class Q3(Q1, Q2): pass
except TypeError as x: print(str(x).replace("\n", "|"))
T = type("T", (Q1,), {"f": lambda self: 7, "__doc__": "made"}); print(T().f(), T.__doc__, T)
try: type("T", (1,), {})
except TypeError as x: print(x)
class Cnt:
    n = 0
    def __new__(cls, *a):
        cls.n += 1
        o = super().__new__(cls); o.a = a; return o
print(Cnt(1).a, Cnt(2).n)
class NI:
    def __new__(cls): return 5
    def __init__(self): print("never")
print(NI())
class Eq:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v if isinstance(o, Eq) else NotImplemented
try: hash(Eq(1))
except TypeError as x: print(x)
print(Eq(1) == Eq(1), Eq(1) != Eq(2), Eq(1) == 1, Eq.__hash__)
class Call:
    def __call__(self, *a, **k): return a, k
print(Call()(1, b=2), callable(Call()), callable(1))
class G:
    def __getattribute__(self, n):
        if n == "x": raise AttributeError("nope " + n)
        return super().__getattribute__(n)
    def __getattr__(self, n): return "fallback " + n
    def __setattr__(self, n, v): super().__setattr__(n, v * 2)
    def __delattr__(self, n): print("delattr", n); super().__delattr__(n)
    def __dir__(self): return ["b", "a"]
g = G(); g.q = 2; print(g.q, g.x, g.zz, dir(g)); del g.q
class Num:
    def __init__(s, v): s.v = v
    def __add__(s, o): return f"add {o}"
    def __radd__(s, o): return f"radd {o}"
    def __iadd__(s, o): return f"iadd {o}"
    def __matmul__(s, o): return "matmul"
    def __rsub__(s, o): return "rsub"
    def __pow__(s, o, m=None): return f"pow {o} {m}"
    def __neg__(s): return "neg"
    def __pos__(s): return "pos"
    def __invert__(s): return "inv"
    def __abs__(s): return "abs"
    def __bool__(s): return False
    def __int__(s): return 3
    def __float__(s): return 3.5
    def __complex__(s): return 1
    def __index__(s): return 2
    def __round__(s, n=None): return f"round {n}"
    def __divmod__(s, o): return "divmod"
    def __rdivmod__(s, o): return "rdivmod"
    def __lt__(s, o): return "lt"
    def __ge__(s, o): return "ge"
    def __format__(s, spec): return f"fmt({spec})"
    def __bytes__(s): return b"by"
    def __str__(s): return "str"
    def __repr__(s): return "repr"
    def __hash__(s): return 9
    def __len__(s): return 8
    def __length_hint__(s): return 8
    def __reversed__(s): return "rev"
    def __missing__(s): pass
    def __trunc__(s): return 5
    def __floor__(s): return 6
    def __ceil__(s): return 7
n = Num(1)
import math
print(n + 1, 1 + n, n @ 1, 1 - n, n ** 2, pow(n, 2, 3), -n, +n, ~n, abs(n), not n, int(n), float(n), [10, 20, 30][n], round(n), round(n, 2), divmod(n, 1), divmod(1, n), n < 1, n >= 1, f"{n:abc}", f"{n!r}", f"{n}", bytes(n), hash(n), len(n), reversed(n), math.trunc(n), math.floor(n), math.ceil(n), hex(n), bin(n), "%d %s %r" % (n, n, n), "%x" % n)
n += 5; print(n)
try: 1 < Num(1) < "a"
except TypeError as x: print(x)
print([m for m in dir(Num) if not m.startswith("__")], vars(P)["ro"].fget.__name__)
import functools
@functools.total_ordering
class TO:
    def __init__(s, v): s.v = v
    def __lt__(s, o): return s.v < o.v
    def __eq__(s, o): return s.v == o.v
print(TO(1) <= TO(2), TO(1) >= TO(2), max(TO(3), TO(4)).v)
class Outer:
    class Inner:
        def f(self): return __class__.__qualname__
    x = [i for i in range(3)]
    y = [x for _ in range(1)] if 0 else 0
print(Outer.Inner().f(), Outer.Inner, Outer().Inner.f.__qualname__)
try:
    class Cls:
        z = 1
        w = [z for _ in range(2)]
except NameError as x: print(x)
print(object.__new__(Q1).__class__, Q1.__call__().__class__)
print(super(Q2, Q2()).__thisclass__, Q1.__eq__(1, 2), Q1.__init__, int.__add__, str.upper, len, print)
