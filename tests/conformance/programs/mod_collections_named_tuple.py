# namedtuple
from collections import namedtuple


def attempt(label, f):
    try:
        print(label, f())
    except Exception as e:
        print(label, type(e).__name__, e)


Point = namedtuple("Point", "x y")
p = Point(1, 2)
print(p, p.x, p.y, p[0], p[-1], len(p), tuple(p), list(p), p == (1, 2), p == Point(1, 2), hash(p) == hash((1, 2)))
print(Point(x=5, y=6), Point(5, y=6), p._replace(x=9), p._asdict(), p._fields, Point._fields)
print(Point._make([3, 4]), Point._make("ab"), Point.__name__, Point.__qualname__, Point.__module__, Point.__doc__)
x, y = p
print(x, y, p + (3,), p * 2, p < Point(1, 3), max(Point(1, 5), Point(2, 0)), 2 in p, p.count(1), p.index(2))
print(isinstance(p, tuple), issubclass(Point, tuple), Point.__bases__, Point._field_defaults, Point.__match_args__)
print(repr(Point), type(p), str(p), f"{p}", "%s %s" % p)
attempt("few", lambda: Point(1))
attempt("none", lambda: Point())
attempt("many", lambda: Point(1, 2, 3))
attempt("unknown", lambda: Point(1, 2, z=3))
attempt("twice", lambda: Point(1, x=3))
attempt("set", lambda: setattr(p, "x", 5))
attempt("new", lambda: setattr(p, "z", 5))
attempt("item", lambda: p.__setitem__(0, 1))
attempt("make", lambda: Point._make([1]))
attempt("missing", lambda: p.z)
D = namedtuple("D", ["a", "b", "c"], defaults=[10, 20])
print(D(1), D(1, 2), D(a=1, c=5), D._field_defaults)
attempt("defaults", lambda: D())
attempt("defaults", lambda: namedtuple("E", "a", defaults=[1, 2]))
print(namedtuple("R", "a def a _x ok", rename=True)._fields)
attempt("bad", lambda: namedtuple("B", "a b a"))
attempt("bad", lambda: namedtuple("B", "_a"))
attempt("bad", lambda: namedtuple("B", "def"))
attempt("bad", lambda: namedtuple("B", "1a"))
attempt("bad", lambda: namedtuple("1B", "a"))
attempt("bad", lambda: namedtuple("class", "a"))
print(namedtuple("C", "a, b,c")._fields, namedtuple("C", ("q", "r"))(1, 2), namedtuple("N", "")())


class Vec(namedtuple("Vec", "x y")):
    __slots__ = ()

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y)

    @property
    def norm(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __str__(self):
        return f"<{self.x}, {self.y}>"


v = Vec(3, 4)
print(v + Vec(1, 1), repr(v), v.norm, v._replace(y=0), type(v._replace(y=0)).__name__)


class WithNew(namedtuple("WithNew", "a b")):
    def __new__(cls, a, b=None):
        return super().__new__(cls, a, b or a * 2)


print(WithNew(4), WithNew(4, 5), WithNew(1)._asdict())
print(sorted([Point(2, 1), Point(1, 9)]), {Point(1, 2): "a"}[(1, 2)], p.__getnewargs__())
print(Point.x.__get__(p), Point.__dict__["_fields"])
