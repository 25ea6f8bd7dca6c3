# The match statement: every kind of pattern, by CPython's rules.
import time
import collections
import collections.abc
import dataclasses
import enum
import types


def kind(x):
    match x:
        case 0:
            return "zero"
        case -1 | -2:
            return "minus"
        case 1.5:
            return "float"
        case "a" | b"a":
            return "a"
        case None:
            return "none"
        case True | False as flag:
            return f"bool {flag}"
        case []:
            return "empty"
        case [one]:
            return f"one {one}"
        case [first, *_, last] if first == last:
            return f"same ends {first}"
        case (first, second, *rest):
            return f"{first} {second} {rest}"
        case {"type": "point", "x": x, "y": y, **rest}:
            return f"point {x} {y} {rest}"
        case {"deep": [{"a": a}, *others]}:
            return f"deep {a} {others}"
        case {}:
            return "mapping"
        case int(n) | float(n) if n > 100:
            return f"large {n}"
        case int() | float():
            return "number"
        case str(s):
            return f"str {s!r}"
        case _:
            return f"other {type(x).__name__}"


for x in (0, -1, -2, -3, 1, 1.0, 1.5, 101, 200.5, "a", b"a", "b", b"b", None, True, False, [], (), [1], (2,), [1, 2, 1],
          [1, 2], (1, 2, 3), range(3), range(1), {}, {"type": "point", "x": 1, "y": 2}, {"type": "point", "x": 1, "y": 2, "z": 3},
          {"type": "point"}, {"deep": [{"a": 5}, 6, 7]}, {"deep": []}, {1, 2}, collections.deque([1, 2]), collections.deque([]),
          collections.OrderedDict(a=1), collections.Counter("aab"), collections.ChainMap({"type": "point", "x": 0, "y": 0}),
          types.MappingProxyType({"type": "point", "x": 9, "y": 8}), bytearray(b"a"), object, iter([1]), (i for i in ())):
    print(repr(x) if not hasattr(x, "__next__") and x is not object else type(x).__name__, "->", kind(x))


# classes
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x!r}, {self.y!r})"


class Point3(Point):
    __match_args__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


@dataclasses.dataclass
class Move:
    dx: int
    dy: int = 0
    label: str = dataclasses.field(default="", kw_only=True)


@dataclasses.dataclass
class Empty:
    pass


class Color(enum.Enum):
    RED = 1
    GREEN = 2


Pair = collections.namedtuple("Pair", "left right")


def shape(v):
    match v:
        case Point3(x, y, z):
            return f"3d {x} {y} {z}"
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"on y at {y}"
        case Point(x, y=0):
            return f"on x at {x}"
        case Point(x=Point(x=a) as inner, y=b):
            return f"nested {a} {inner} {b}"
        case Point():
            return "point"
        case Move(dx, label="far"):
            return f"far {dx}"
        case Move(1 | 2 as dx, dy):
            return f"step {dx} {dy}"
        case Move(label=label):
            return f"move {label!r}"
        case Empty():
            return "empty"
        case Color.RED:
            return "red"
        case Color():
            return f"color {v.name}"
        case Pair(left, [a, b]):
            return f"pair {left} {a} {b}"
        case Pair(left=l, right=r):
            return f"pair {l} {r}"
        case type():
            return "a class"
        case BaseException(args=(first, *_)):
            return f"error {first}"
        case BaseException():
            return "error"


for v in (Point3(1, 2, 3), Point(0, 0), Point(0, 5), Point(5, 0), Point(Point(1, 2), 3), Point(1, 1), Move(5, label="far"),
          Move(1, 7), Move(2), Move(3, label="x"), Empty(), Color.RED, Color.GREEN, Pair(1, [2, 3]), Pair(1, 2), int,
          ValueError("v", 1), KeyError(), 17):
    print(shape(v))


# errors of class patterns
class Bad:
    __match_args__ = ["x"]


class Worse:
    __match_args__ = (1,)


class Twice:
    __match_args__ = ("x", "x")
    x = 1


class One:
    __match_args__ = ("x",)
    x = 1


def attempt(f, *args):
    try:
        print("ok", f(*args))
    except Exception as e:
        print(type(e).__name__, e)


def bad(v):
    match v:
        case Bad(x):
            return x


def worse(v):
    match v:
        case Worse(x):
            return x


def twice(v):
    match v:
        case Twice(x, y):
            return x, y


def named_twice(v):
    match v:
        case One(a, x=b):
            return a, b


def many(v):
    match v:
        case One(a, b):
            return a, b


def no_args(v):
    match v:
        case Empty(a):
            return a


def not_class(v):
    what = len
    match v:
        case what(a):
            return a


def int_two(v):
    match v:
        case int(a, b):
            return a, b


def keys(v):
    k = types.SimpleNamespace(a="k", b="k")
    match v:
        case {k.a: 1, k.b: 2}:
            return "both"
    return "neither"


for f, v in ((bad, Bad()), (worse, Worse()), (twice, Twice()), (named_twice, One()), (many, One()), (no_args, Empty()),
             (not_class, 1), (int_two, 1), (keys, {"k": 1, 2: 3}), (keys, [])):
    attempt(f, v)


# names that are bound before a case fails, guards, order
def leak(v):
    match v:
        case [a, b] if b > 1:
            return "guarded", a, b
        case [a, c]:
            return "second", a, b, c


attempt(leak, [1, 2])
attempt(leak, [1, 0])
log = []


def note(x):
    log.append(x)
    return x


match note(3), note(4):
    case (1, 4) if note("g1"):
        print("no")
    case (3, y) if not note(y):
        print("no")
    case 3, 4 if note("g2"):
        print("yes", log)

match [1, [2, [3, 4]]]:
    case [a, [b, [*c]]]:
        print(a, b, c)
match {"a": {"b": [1, {"c": 2}]}}:
    case {"a": {"b": [_, {"c": found}]}}:
        print(found)
match (1, 2, 3, 4, 5):
    case [*_, x, y]:
        print(x, y)
match "text":
    case [*_]:
        print("sequence")
    case other:
        print("no sequence", other)
match [1, 2], {"k": 3}:
    case ([x, y] | [x, y, _]), ({"k": z} | {"q": z}):
        print(x, y, z)
match 5:
    case (1 | 2 as n) | (3 | 4 | 5 as n):
        print("or") if "n" in dir() else print("n?")
    case _:
        pass


def or_order(v):
    match v:
        case [1, a, b] | [2, b, a] | (3, [b, [a]]):
            return a, b
        case {"a": a, "b": b} | {"b": b, "c": a}:
            return "map", a, b


for v in ([1, 10, 20], [2, 10, 20], [3, [10, [20]]], {"a": 1, "b": 2}, {"b": 2, "c": 3}, {}):
    print(or_order(v))


# what counts as a sequence or a mapping
class Seq(collections.abc.Sequence):
    def __init__(self, *items):
        self.items = items

    def __getitem__(self, i):
        print("get", i)
        return self.items[i]

    def __len__(self):
        return len(self.items)


class Map(collections.abc.Mapping):
    def __init__(self, **items):
        self.items_ = items

    def __getitem__(self, k):
        return self.items_[k]

    def __iter__(self):
        return iter(self.items_)

    def __len__(self):
        return len(self.items_)


class Registered:
    def __len__(self):
        return 2

    def __getitem__(self, i):
        return [7, 8][i]


class Listy(list):
    pass


def what(v):
    match v:
        case [a, b]:
            return "seq", a, b
        case [first, *_]:
            return "first", first
        case {"a": a, **rest}:
            return "map", a, rest
    return "neither"


print(what(Registered()))
collections.abc.Sequence.register(Registered)
print(what(Registered()), what(Listy([1, 2])), what(Seq(1, 2)), what(Seq(1, 2, 3)), what(Map(a=1, b=2)), what(Map(b=1)))
print(what("ab"), what(b"ab"), what({"a", "b"}), what({"a": 1}.items()), what(collections.UserDict(a=5)) if hasattr(collections, "UserDict") else ("map", 5, {}))

# soft keywords
match = 1
case = 2
_ = 3
print(match, case, _)
match(x := 5) if callable(match) else print("match is a name")
type = "t"
print(type)
match match:
    case case:
        print("matched", case)
match = {"a": [1]}
match["a"][0] += 1
print(match)
match.update(b=2)
print(match)


class Flow:
    def run(self, events):
        for event in events:
            match event.split():
                case ["go", ("north" | "south") as where]:
                    yield f"go {where}"
                case ["get", *things] if things:
                    yield f"get {things}"
                case ["quit"]:
                    return "quit"
                case ["skip"]:
                    continue
                case ["stop"]:
                    break
                case unknown:
                    yield unknown
        else:
            yield "end"


for events in (["go north", "go west", "get", "get a b", "skip", "x"], ["go south", "quit", "x"], ["stop", "x"]):
    g = Flow().run(events)
    out = []
    try:
        while True:
            out.append(next(g))
    except StopIteration as e:
        print(out, e.value)


def returns(v):
    for i in range(3):
        match v:
            case [a, *_]:
                try:
                    return a
                finally:
                    print("left", i)
            case int():
                match v:
                    case 1:
                        break
                    case 2:
                        v = [v]
                        continue
    return "end"


print(returns([1]), returns(1), returns(2), returns("x"))


def complexes(v):
    match v:
        case 1 + 2j:
            return "1+2j"
        case -1 - 2j:
            return "-1-2j"
        case 3j:
            return "3j"
        case complex(real=r, imag=i):
            return r, i


print(complexes(1 + 2j), complexes(-1 - 2j), complexes(3j), complexes(4j + 1))
