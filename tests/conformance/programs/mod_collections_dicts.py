# defaultdict, OrderedDict, Counter, ChainMap.
import collections
from collections import ChainMap, Counter, OrderedDict, defaultdict


def attempt(label, f):
    try:
        print(label, f())
    except Exception as e:
        print(label, type(e).__name__, e)


# ---- defaultdict
d = defaultdict(list)
d["a"].append(1)
d["b"].append(2)
d["a"].append(3)
print(d, d["zz"], len(d), d.default_factory)
print(dict(d), list(d), "q" in d, d.get("q"), d.get("q", 5))
n = defaultdict(int, {"x": 1}, y=2)
n["x"] += 5
n["z"] += 1
print(n, sorted(n.items()), n == {"x": 6, "y": 2, "z": 1})
attempt("none", lambda: defaultdict()["x"])
attempt("none", lambda: defaultdict(None)[(1, 2)])
attempt("call", lambda: defaultdict(5))
attempt("iter", lambda: defaultdict(int, 5))
t = defaultdict(lambda: defaultdict(int))
t["a"]["b"] += 1
print(t["a"], dict(t["a"]), {k: dict(v) for k, v in t.items()})
print(n.copy(), type(n.copy()).__name__, n.copy().default_factory is int)
print(n | {"q": 9}, type(n | {"q": 9}).__name__, {"q": 9} | n)
n.default_factory = str
print(repr(n["new"]), n)
r = defaultdict(int)
r["r"] = r
print(r)
print(isinstance(n, dict), issubclass(defaultdict, dict), defaultdict.__mro__)


class Keyed(defaultdict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


k = Keyed()
print(k[4], k["ab"], k)

# ---- OrderedDict
o = OrderedDict()
o["b"] = 1
o["a"] = 2
o["c"] = 3
print(list(o), list(o.items()), o == {"a": 2, "b": 1, "c": 3})
o.move_to_end("b")
print(list(o))
o.move_to_end("c", last=False)
print(list(o), list(reversed(o)))
print(o.popitem(), o.popitem(last=False), list(o.items()))
print(OrderedDict([("a", 1), ("b", 2)]) == OrderedDict([("b", 2), ("a", 1)]), OrderedDict(a=1, b=2) == dict(b=2, a=1))
print(OrderedDict([("a", 1)]) != OrderedDict([("a", 1)]), OrderedDict() == {}, OrderedDict())
o = OrderedDict.fromkeys("xyz", 0)
print(list(o.items()), type(o).__name__, type(o.copy()).__name__, o.copy() == o)
print(o.keys(), o.values(), o.items(), list(reversed(o.items())), o.keys() & {"x"}, "x" in o.keys())
attempt("missing", lambda: OrderedDict().move_to_end("q"))
attempt("empty", lambda: OrderedDict().popitem())
attempt("key", lambda: OrderedDict()["k"])
attempt("args", lambda: OrderedDict([1]))
o["x"] = 5
del o["y"]
print(list(o.items()), o.setdefault("n", 7), o.pop("x"), o.pop("gone", None), list((o | {"k": 1}).items()))


class LRU(OrderedDict):
    def __init__(self, size):
        super().__init__()
        self.size = size

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.size:
            del self[next(iter(self))]


c = LRU(2)
c["a"] = 1
c["b"] = 2
c["a"]
c["c"] = 3
print(list(c))

# ---- Counter
c = Counter("abracadabra")
print(c, c["a"], c["q"], "q" in c, len(c), sum(c.values()), c.total())
print(c.most_common(), c.most_common(2), c.most_common(0), c.most_common(100))
print(sorted(c.elements()), list(Counter(a=2, b=0, c=-1).elements()))
c.update("aaa")
c.update({"z": 5})
c.update(q=1)
print(c)
c.subtract("aaaaaaaaaaaa")
print(c, c["a"])
del c["z"]
del c["never"]
print(c, dict(c))
print(Counter(), Counter([]), Counter({"x": 3}), Counter(cats=4, dogs=8), Counter(None))
x, y = Counter(a=3, b=1), Counter(a=1, b=2, c=4)
print(x + y, x - y, x & y, x | y, +Counter(a=1, b=-1), -Counter(a=1, b=-1))
print(x == y, x != y, x <= y, x < x + y, x >= Counter(a=3), Counter(a=1) == Counter(a=1, b=0), Counter(a=1) < Counter(a=1))
x += y
print(x)
x -= Counter(c=10, a=1)
print(x)
x |= Counter(z=2, a=100)
x &= Counter(a=5, b=5)
print(x)
print(x.copy(), type(x.copy()).__name__, x.pop("a"), x)
attempt("fromkeys", lambda: Counter.fromkeys("ab"))
attempt("two", lambda: Counter("a", "b"))
attempt("int", lambda: Counter(5))
print(Counter([1, "a", 1, None]), Counter({"a": "x", "b": 1}))
words = "the quick brown the lazy the quick".split()
for word, count in Counter(words).most_common(3):
    print(f"{word:>6} {count}")

# ---- ChainMap
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m, m["a"], m["b"], len(m), list(m), dict(m), "b" in m, bool(m), bool(ChainMap()))
child = m.new_child({"c": 9})
print(child, child.parents == m, child.maps, m.new_child(), child["c"])
child["a"] = 100
print(child["a"], m["a"], m.get("zz"), m.get("zz", 4), sorted(child.items()), sorted(m.keys()), sorted(m.values()))
attempt("missing", lambda: m["zz"])
attempt("del", lambda: m.__delitem__("b"))
attempt("pop", lambda: m.pop("b"))
attempt("popitem", lambda: ChainMap().popitem())
print(child.pop("c"), child, m == {"a": 1, "b": 3}, ChainMap({"x": 1}) | {"y": 2})
m.update({"k": 1})
print(m, m.setdefault("b", 0), m.setdefault("w", 0), m.maps[0])
print(collections.OrderedDict is OrderedDict, collections.__name__)
