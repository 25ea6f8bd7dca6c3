# collections.deque: every method, its words, its corners.
from collections import deque


def attempt(label, f):
    try:
        print(label, f())
    except Exception as e:
        print(label, type(e).__name__, e)


d = deque()
print(d, len(d), bool(d), d.maxlen)
d = deque("abc")
print(d, list(d), d[0], d[-1], d.maxlen)
d.append("d")
d.appendleft("z")
print(d)
print(d.pop(), d.popleft(), d)
d.extend([1, 2, 3])
d.extendleft([7, 8, 9])
print(d)
d.rotate()
print(d)
d.rotate(-2)
print(d)
d.rotate(100)
print(d)
d.reverse()
print(d, d.count("a"), d.index("b"))
d.remove("b")
print(d, "b" in d, "c" in d)
d.insert(1, "new")
d.insert(-1, "last but one")
d.insert(100, "end")
d.insert(-100, "start")
print(d)
d[0] = 5
del d[1]
del d[-1]
print(d)
e = d.copy()
print(e == d, e is d, e != d, e < d, e <= d)
e.clear()
print(e, e == deque(), not e)
print(deque([1, 2]) < deque([1, 3]), deque([1, 2]) > deque([1]), deque([1]) == [1], deque([3]) >= deque([2, 9]))
print(deque([1]) + deque([2, 3]), deque([1, 2]) * 2, 3 * deque("x"), deque([1]) * 0, deque([1]) * -1)
d = deque([1])
d += [2, 3]
d *= 2
print(d)
d += d
print(d)

# limited
m = deque([1, 2, 3, 4, 5], maxlen=3)
print(m, m.maxlen)
m.append(6)
print(m)
m.appendleft(0)
print(m)
m.extend("xyz")
print(m)
m.extendleft("abc")
print(m)
print(m.copy(), m + deque([1, 2]), m * 2, deque(m), deque(m, 2), deque(m, maxlen=None))
m.rotate(1)
print(m)
print(deque([1, 2, 3], 0), deque(maxlen=2), deque((), 4))
z = deque(maxlen=0)
z.append(1)
z.appendleft(1)
print(z, len(z))

attempt("pop", lambda: deque().pop())
attempt("popleft", lambda: deque().popleft())
attempt("remove", lambda: deque([1]).remove(2))
attempt("index", lambda: deque([1, 2, 3]).index(9))
attempt("index range", lambda: deque([1, 2, 3, 1]).index(1, 1))
attempt("index range", lambda: deque([1, 2, 3, 1]).index(1, 1, 3))
attempt("index range", lambda: deque([1, 2, 3, 1]).index(2, -3, -1))
attempt("item", lambda: deque([1])[3])
attempt("item", lambda: deque([1])[-2])
attempt("slice", lambda: deque([1])[0:1])
attempt("str", lambda: deque([1])["a"])
attempt("insert", lambda: deque([1, 2], 2).insert(0, 5))
attempt("maxlen", lambda: deque([], -1))
attempt("maxlen", lambda: deque([], "x"))
attempt("too many", lambda: deque([], 1, 2))
attempt("keyword", lambda: deque(foo=1))
attempt("int", lambda: deque(5))
attempt("concat", lambda: deque() + [1])
attempt("concat", lambda: [1] + deque())
attempt("hash", lambda: hash(deque()))
attempt("set maxlen", lambda: setattr(deque(), "maxlen", 3))
attempt("attribute", lambda: deque().foo)
attempt("no args", lambda: deque().append())
attempt("two", lambda: deque().append(1, 2))
attempt("rotate", lambda: deque([1]).rotate("x"))
attempt("compare", lambda: deque() < [])

# iteration
d = deque(range(5))
print(list(reversed(d)), [x for x in d], sum(d), max(d), sorted(d, reverse=True))
it = iter(d)
print(next(it), next(it), it.__length_hint__())
try:
    for x in d:
        d.append(x)
except RuntimeError as e:
    print("RuntimeError", e)
d = deque([1, 2, 3])
try:
    for x in d:
        d.popleft()
except RuntimeError as e:
    print("RuntimeError", e)
d = deque([1, 2])
for x in d:
    d[0] = 9
print(d)
a, *b = deque("wxyz")
print(a, b)
print(*deque([1, 2]), {**{}}, tuple(deque([1])), "-".join(deque("abc")))

# recursion, types
r = deque([1])
r.append(r)
print(r)
l = [deque()]
l[0].append(l)
print(l)
print(deque, type(deque()), deque.__name__, deque.__qualname__, deque.__module__, type(iter(deque())).__name__)
print(deque[int], isinstance(deque(), deque), issubclass(deque, object))


class Stack(deque):
    def peek(self):
        return self[-1]


s = Stack([1, 2, 3])
s.name = "mine"
print(s, s.peek(), s.name, s.copy(), type(s.copy()).__name__, s + deque([4]))


class Odd(deque):
    def __init__(self, n):
        super().__init__(range(n), maxlen=4)

    def __repr__(self):
        return "Odd" + super().__repr__()


print(Odd(6), len(Odd(2)))


class Sly:
    def __init__(self, d):
        self.d = d

    def __eq__(self, other):
        self.d.append(1)
        return False


d = deque([1, 2])
attempt("mutate in", lambda: Sly(d) in d)
d = deque([1, 2])
attempt("mutate index", lambda: d.index(Sly(d)))
d = deque([1, 2])
attempt("mutate remove", lambda: d.remove(Sly(d)))
d = deque([1, 2])
attempt("mutate count", lambda: d.count(Sly(d)))
