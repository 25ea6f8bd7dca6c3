# operator, copy, string
import copy
import operator
import string
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple


def attempt(label, f):
    try:
        print(label, "->", f())
    except Exception as e:
        print(label, type(e).__name__, e)


print(operator.add(1, 2), operator.sub(5, 3), operator.mul("a", 3), operator.truediv(7, 2), operator.floordiv(7, 2), operator.mod(7, 4), operator.pow(2, 8), operator.neg(3), operator.pos(-3), operator.inv(5), operator.not_(0), operator.truth([]))
print(operator.lt(1, 2), operator.ge(1, 2), operator.eq("a", "a"), operator.ne(1, 1), operator.and_(6, 3), operator.or_(6, 3), operator.xor(6, 3), operator.lshift(1, 4), operator.contains([1], 1), operator.is_(None, None), operator.is_not(1, None), operator.abs(-4), operator.index(7), operator.concat([1], [2]))
print(operator.getitem([1, 2], 1), operator.countOf([1, 2, 1], 1), operator.indexOf("abc", "c"), operator.length_hint([1, 2]), operator.call(max, 1, 2))
l = [1, 2]
operator.setitem(l, 0, 9)
operator.delitem(l, 1)
print(l, operator.iadd(l, [5]), l)
P = namedtuple("P", "x y")
print(operator.itemgetter(1)([1, 2]), operator.itemgetter(0, 2)("abc"), operator.attrgetter("x")(P(1, 2)), operator.attrgetter("x", "y")(P(1, 2)), operator.attrgetter("__class__.__name__")(5), operator.methodcaller("upper")("a"), operator.methodcaller("split", ",", maxsplit=1)("a,b,c"))
print(operator.itemgetter(1), operator.attrgetter("a.b", "c"), operator.methodcaller("f", 1, k=2), sorted([P(2, 1), P(1, 2)], key=operator.attrgetter("x")), sorted({"b": 1, "a": 2}.items(), key=operator.itemgetter(1)))
attempt("itemgetter", lambda: operator.itemgetter())
attempt("itemgetter", lambda: operator.itemgetter(1)([1]))
attempt("attrgetter", lambda: operator.attrgetter(5))
attempt("attrgetter", lambda: operator.attrgetter("zz")(5))
attempt("add", lambda: operator.add(1, "a"))
attempt("indexOf", lambda: operator.indexOf([1], 2))


class Thing:
    def __init__(self, n):
        self.n = n
        self.items = [n]

    def __repr__(self):
        return f"Thing({self.n}, {self.items})"


class Slotted:
    __slots__ = ("a", "b")


class Custom:
    def __init__(self):
        self.log = []

    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deep copied"


a = [1, [2, 3], {"k": [4]}, (5, [6]), {7}, Thing(8)]
b, c = copy.copy(a), copy.deepcopy(a)
a[1].append("new")
a[2]["k"].append("new")
a[3][1].append("new")
a[5].items.append("new")
print(b, c, b[1] is a[1], c[1] is a[1], copy.copy(5), copy.copy("x"), copy.deepcopy((1, 2)) == (1, 2))
t = (1, "a", (2,))
print(copy.deepcopy(t) is t, copy.copy(t) is t, copy.deepcopy(len) is len, copy.copy(Thing) is Thing)
r = [1]
r.append(r)
d = copy.deepcopy(r)
print(d, d[1] is d, d is not r)
shared = [1]
e = copy.deepcopy([shared, shared])
print(e, e[0] is e[1])
s = Slotted()
s.a = [1]
s2 = copy.deepcopy(s)
print(s2.a, s2.a is s.a, hasattr(s2, "b"), copy.copy(Custom()), copy.deepcopy([Custom()]))
print(copy.copy(deque([1, [2]], 3)), copy.deepcopy(deque([1, [2]], 3)), copy.deepcopy(defaultdict(list, a=[1])), copy.copy(OrderedDict(x=1)) == OrderedDict(x=1), copy.deepcopy(Counter("aab")), copy.deepcopy(P([1], 2)), copy.copy({1: [2]}), copy.copy({1, 2}))


class L(list):
    pass


l = L([1, [2]])
l.tag = ["t"]
m = copy.deepcopy(l)
print(m, type(m).__name__, m.tag, m.tag is l.tag, copy.copy(l).tag is l.tag)
x = ValueError("v", [1])
y = copy.copy(x)
print(repr(y), y is x, y.args)

print(string.ascii_lowercase, string.ascii_uppercase, string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), len(string.printable), string.ascii_letters == string.ascii_lowercase + string.ascii_uppercase)
print(string.capwords("hello   big world"), string.capwords("a-b-c", "-"))
T = string.Template("$who likes ${what} for $$5")
print(T.substitute(who="tim", what="kung pao"), T.substitute({"who": "a"}, what="b"), T.safe_substitute(who="x"), T.template)
attempt("missing", lambda: T.substitute(who="x"))
attempt("invalid", lambda: string.Template("a\nb $ c").substitute())
print(string.Template("$ $1 ${bad").safe_substitute(), T.get_identifiers(), T.is_valid(), string.Template("$").is_valid())
