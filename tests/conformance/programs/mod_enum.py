# enum
import enum
from enum import Enum, Flag, IntEnum, IntFlag, auto, unique


def attempt(label, f):
    try:
        print(label, "->", f())
    except Exception as e:
        print(label, type(e).__name__, e)


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def describe(self):
        return f"{self.name}={self.value}"

    @property
    def low(self):
        return self.name.lower()

    @classmethod
    def first(cls):
        return list(cls)[0]


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], f"{Color.RED}", "%s" % Color.GREEN)
print(list(Color), len(Color), Color.CRIMSON is Color.RED, Color.CRIMSON, Color.RED.describe(), Color.BLUE.low, Color.first())
print(Color.RED == Color.RED, Color.RED != Color.BLUE, Color.RED == 1, Color.RED is Color(1), isinstance(Color.RED, Color), type(Color.RED))
print(Color, type(Color).__name__, Color.__members__, list(reversed(Color)), Color.RED in Color, {Color.RED: "r"}[Color.RED], bool(Color.RED))
attempt("value", lambda: Color(9))
attempt("value", lambda: Color("red"))
attempt("name", lambda: Color["PINK"])
attempt("compare", lambda: Color.RED < Color.BLUE)
attempt("assign", lambda: setattr(Color, "RED", 5))
print(hash(Color.RED) == hash("RED") or True, [c.name for c in Color], sorted(Color, key=lambda c: -c.value))


class State(Enum):
    IDLE = auto()
    RUNNING = auto()
    DONE = "done"


print(list(State)[:2], State.DONE, State("done"))


class Prio(IntEnum):
    LOW = 1
    HIGH = 10


print(Prio.LOW, repr(Prio.HIGH), Prio.LOW < Prio.HIGH, Prio.LOW + 1, sorted([Prio.HIGH, Prio.LOW]), Prio(10), f"{Prio.LOW}", int(Prio.HIGH), Prio.LOW == 1, [10, 20][Prio.LOW], isinstance(Prio.LOW, int), "%d" % Prio.HIGH)


class Name(str, Enum):
    A = "a"
    B = "b"


print(Name.A, repr(Name.A), Name.A == "a", Name.B.upper(), Name("b"), Name.A.value, f"{Name.A}", "x" + Name.A)


class S(enum.StrEnum):
    ONE = auto()
    TWO = "zwei"


print(S.ONE, repr(S.ONE), S.TWO, S.ONE == "one", f"{S.TWO:>6}", S("zwei"), S.ONE.upper())


class Planet(Enum):
    EARTH = (5.9, 6.3)
    MARS = (6.4, 3.3)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    def ratio(self):
        return round(self.mass / self.radius, 2)


print(Planet.EARTH, Planet.EARTH.mass, Planet.MARS.value, Planet.MARS.ratio(), Planet((5.9, 6.3)))


class Coord(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        return obj

    PX = (0, "P.X")
    PY = (1, "P.Y")


print(Coord.PX.label, Coord.PY.value, Coord(1).label, Coord.PX == b"\x00")


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Perm.R, repr(Perm.R | Perm.X), Perm.RW, repr(Perm.RW), Perm.R in Perm.RW, Perm.X in Perm.RW, list(Perm.RW), list(Perm), len(Perm.RW), Perm(3), Perm(5))
print(Perm.R & Perm.W, repr(Perm.R & Perm.W), bool(Perm.R & Perm.W), ~Perm.R, Perm.RW ^ Perm.W, Perm(0), (Perm.R | Perm.X) is (Perm.X | Perm.R), Perm.R.value, (Perm.R | Perm.X).name)


class Bits(IntFlag):
    A = 1
    B = 2
    C = 4


print(Bits.A | Bits.B, repr(Bits.A | Bits.B), Bits.A | 4, (Bits.A | Bits.B) == 3, Bits.A & 1, int(Bits.C), Bits.C + 1, Bits(6), list(Bits(6)))


def dup():
    @unique
    class D(Enum):
        A = 1
        B = 1
        C = 2
        E = 2


attempt("unique", dup)


def twice():
    class T(Enum):
        A = 1
        B = 2
    return T("A")


attempt("lookup", twice)


class Miss(Enum):
    X = "x"

    @classmethod
    def _missing_(cls, value):
        return cls.X if value == "ex" else None


print(Miss("ex"))
attempt("missing", lambda: Miss("q"))


class Gen(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower() + str(count)

    A = auto()
    B = auto()


print(Gen.A.value, Gen.B.value)
Animal = Enum("Animal", "CAT DOG")
print(Animal.CAT, list(Animal), Animal.DOG.value, Enum("Q", {"A": 5}).A.value, Enum("W", ["x", "y"]).y.value)


class WithPrivate(Enum):
    A = 1
    _hidden = 2
    __secret = 3

    def __str__(self):
        return "custom " + self.name

    def __repr__(self):
        return "R" + self.name


print(WithPrivate.A, [WithPrivate.A], list(WithPrivate.__members__))


class Shape(Enum):
    SQUARE = 1

    def __eq__(self, other):
        return isinstance(other, Shape)

    def __hash__(self):
        return 1


print(Shape.SQUARE == Shape.SQUARE, hash(Shape.SQUARE))


def handle(state):
    if state is State.IDLE:
        return "idle"
    elif state in (State.RUNNING, State.DONE):
        return "busy"


print(handle(State.IDLE), handle(State.DONE))
import copy
print(copy.copy(Color.RED) is Color.RED, copy.deepcopy([Color.RED])[0] is Color.RED)
