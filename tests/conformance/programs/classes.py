class A:
    x = 1
    def __init__(self, v=0):
        self.v = v
    def m(self):
        return ("A.m", self.v, self.x)
    @staticmethod
    def s(a):
        return a
    @classmethod
    def c(cls):
        return cls.__name__
    @property
    def p(self):
        return self.v * 2
    @p.setter
    def p(self, v):
        self.v = v
    def __repr__(self):
        return f"A({self.v})"
    def __eq__(self, o):
        return isinstance(o, A) and o.v == self.v
    def __hash__(self):
        return hash(self.v)
    def __add__(self, o):
        return A(self.v + o.v)
    def __len__(self):
        return self.v
    def __getitem__(self, i):
        return i
    def __call__(self, *a):
        return a
    def __iter__(self):
        return iter(range(self.v))
    def __contains__(self, x):
        return x == self.v
    def __bool__(self):
        return self.v != 0

class B(A):
    x = 2
    def __init__(self, v):
        super().__init__(v + 100)
    def m(self):
        return ("B.m",) + super().m()

a, b = A(3), B(3)
print(a.m(), b.m(), a.s(1), B.c(), a.p, b)
a.p = 7
print(a.v, a == A(7), a != A(7), a + A(1), len(a), a["k"], a(1, 2), list(A(3)), 3 in A(3), bool(A(0)))
print({A(1): "one"}[A(1)], isinstance(b, A), issubclass(B, A), type(b), B.__mro__, B.__bases__)
del a.v
try:
    a.v
except AttributeError as e:
    print(e)
try:
    a.nope
except AttributeError as e:
    print(e)
try:
    A.nope
except AttributeError as e:
    print(e)
class Multi(B):
    pass
class D1:
    def who(self): return "D1"
class D2(D1):
    def who(self): return "D2>" + super().who()
class D3(D1):
    def who(self): return "D3>" + super().who()
class D4(D2, D3):
    def who(self): return "D4>" + super().who()
print(D4().who(), [c.__name__ for c in D4.__mro__])
class Slot:
    __slots__ = ("a", "b")
s = Slot(); s.a = 1; print(s.a)
try:
    s.c = 1
except AttributeError as e:
    print(e)
class G:
    def __getattr__(self, n): return "dyn " + n
    def __setattr__(self, n, v): print("set", n, v); super().__setattr__(n, v)
    def __delattr__(self, n): print("del", n); super().__delattr__(n)
g = G(); g.q = 1; print(g.q, g.zz); del g.q; print(g.q)
def deco(c):
    c.decorated = True
    return c
@deco
class Deco: "doc string"
print(Deco.decorated, Deco.__doc__, Deco.__name__, Deco.__qualname__, Deco.__module__)
class Base:
    def __init_subclass__(cls, tag=None, **k):
        super().__init_subclass__(**k)
        print("subclass", cls.__name__, tag)
class Sub(Base, tag="t"): pass
class Desc:
    def __set_name__(self, o, n): self.n = n; print("named", n)
    def __get__(self, o, t): return ("get", self.n, o is None)
class Uses: d = Desc()
print(Uses.d, Uses().d)
try:
    A(1, 2, 3)
except TypeError as e:
    print(e)
print(A().m.__name__, type(A.__dict__["s"]).__name__)
