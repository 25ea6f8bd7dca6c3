# dataclasses
import copy
import dataclasses
from dataclasses import KW_ONLY, FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, replace
from typing import ClassVar, Optional


def attempt(label, f):
    try:
        print(label, "->", f())
    except Exception as e:
        print(label, type(e).__name__, e)


@dataclass
class Point:
    x: int
    y: int = 0

    def norm(self):
        return (self.x**2 + self.y**2) ** 0.5


p = Point(3, 4)
print(p, p == Point(3, 4), p != Point(3, 5), p.norm(), Point(1), Point(x=1, y=2), Point(y=5, x=1))
attempt("few", lambda: Point())
attempt("many", lambda: Point(1, 2, 3))
attempt("unknown", lambda: Point(1, z=2))
attempt("hash", lambda: hash(p))
attempt("order", lambda: p < Point(1, 2))
p.x = 10
print(p, [f.name for f in fields(p)], fields(Point)[1].default, is_dataclass(p), is_dataclass(Point), is_dataclass(5))
print(asdict(p), astuple(p), replace(p, y=7), Point.__match_args__, p == (10, 4), Point.y)
print(copy.copy(p), copy.deepcopy(p) == p)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    tag: str = field(default="", compare=False)


print(sorted([Version(1, 2), Version(1), Version(0, 9)]), Version(1) < Version(2), Version(1, 0, "a") == Version(1, 0, "b"))
print(hash(Version(1)) == hash(Version(1)), {Version(1): "x"}[Version(1)], max(Version(1), Version(3)))
v = Version(1)
attempt("frozen", lambda: setattr(v, "major", 2))
attempt("frozen new", lambda: setattr(v, "other", 2))
attempt("frozen del", lambda: delattr(v, "major"))
print(issubclass(FrozenInstanceError, AttributeError), replace(v, major=5))


@dataclass
class Bag:
    items: list = field(default_factory=list)
    hidden: int = field(default=1, repr=False)
    late: str = field(init=False, default="later")
    shared: ClassVar[int] = 7
    seed: InitVar[int] = 3

    def __post_init__(self, seed):
        self.total = seed * 2


a, b = Bag(), Bag([1], 2, seed=10)
a.items.append(5)
print(a, b, a.total, b.total, a.shared, b.hidden, [f.name for f in fields(Bag)])
attempt("init=False", lambda: Bag(late="x"))
attempt("mutable", lambda: dataclass(type("M", (), {"__annotations__": {"x": list}, "x": []})))
print(asdict(Bag([Point(1, 2), {"k": Point(3)}, (Point(4),)])), astuple(Bag([Point(1, 2)])))


@dataclass
class Base:
    a: int
    b: int = 2


@dataclass
class Child(Base):
    c: int = 3
    a: int = 10


print(Child(), Child(1, 2, 3), [f.name for f in fields(Child)], Child() == Child(10, 2, 3), Child(1) == Base(1))


def bad():
    @dataclass
    class Wrong(Base):
        z: int


try:
    bad()
except TypeError as e:
    print("TypeError", str(e).split(" follows")[0])


@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 1
    c: int


print(K(1, c=3), K.__match_args__)
attempt("kw only", lambda: K(1, 2, c=3))
attempt("kw missing", lambda: K(1))


@dataclass(kw_only=True)
class KK:
    x: int
    y: int = 0


print(KK(x=1))
attempt("positional", lambda: KK(1))


@dataclass(slots=True)
class S:
    x: int
    y: int = 5


s = S(1)
print(s, S.__slots__, hasattr(s, "__dict__"))
attempt("slots", lambda: setattr(s, "z", 1))


@dataclass(eq=False, repr=False)
class Plain:
    x: int


print(Plain(1) == Plain(1), repr(Plain(1)).startswith("<__main__.Plain object"))


@dataclass
class Own:
    x: int

    def __repr__(self):
        return "mine"

    def __eq__(self, other):
        return True


print(Own(1), Own(1) == 5)


@dataclass
class Node:
    value: int
    next: Optional["Node"] = None


n = Node(1, Node(2))
print(n, asdict(n))
n.next.next = n
print(n)


@dataclass(unsafe_hash=True)
class H:
    x: int


print(hash(H(1)) == hash(H(1)), H(1) in {H(1)})


@dataclass
class G:
    x: int

    @property
    def double(self):
        return self.x * 2

    @classmethod
    def make(cls):
        return cls(42)

    @staticmethod
    def helper():
        return "static"


print(G.make(), G.make().double, G.helper())
attempt("frozen from not", lambda: dataclass(frozen=True)(type("F", (Base,), {"__annotations__": {}})))
attempt("not a dataclass", lambda: fields(5))
attempt("asdict", lambda: asdict(5))
attempt("asdict class", lambda: asdict(Point))
attempt("both", lambda: field(default=1, default_factory=list))
print(dataclasses.MISSING is field().default, Point.__annotations__, Point.__doc__ is None or True)


class Meta(type):
    def __new__(mcls, name, bases, space, **kw):
        cls = super().__new__(mcls, name, bases, space)
        cls.made_with = kw
        return cls

    def __init__(cls, name, bases, space, **kw):
        super().__init__(name, bases, space)

    def __call__(cls, *args):
        print("creating", cls.__name__, args)
        return super().__call__(*args)

    @property
    def shout(cls):
        return cls.__name__.upper()

    def __len__(cls):
        return 3

    def __iter__(cls):
        return iter("abc")

    def __getitem__(cls, k):
        return k * 2

    def __contains__(cls, x):
        return x == 1

    def __instancecheck__(cls, obj):
        return obj == "magic" or super().__instancecheck__(obj)


class WithMeta(metaclass=Meta, flag=True):
    def __init__(self, *a):
        self.a = a


w = WithMeta(1, 2)
print(w.a, WithMeta.made_with, WithMeta.shout, len(WithMeta), list(WithMeta), WithMeta[4], 1 in WithMeta, 2 in WithMeta)
print(type(WithMeta), isinstance(w, WithMeta), isinstance("magic", WithMeta), isinstance(5, WithMeta), WithMeta.__class__ is Meta)


class Derived(WithMeta):
    pass


print(type(Derived).__name__, Derived.shout, Derived("x").a)


class Prepared(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        print("prepare", name)
        return {"injected": 5}


class P(metaclass=Prepared):
    seen = injected


print(P.seen, P.injected)
attempt("conflict", lambda: type("X", (WithMeta, P), {}))
