print([x * 2 for x in range(5)], {x % 3 for x in range(9)}, {x: x * x for x in range(4)})
print([(x, y) for x in range(3) for y in range(x)], [x for x in range(20) if x % 2 if x % 3])
x = "outer"
[x for x in range(3)]
print(x)
print([[j for j in range(i)] for i in range(4)])
def f(n):
    return [n * k for k in range(3)]
print(f(5))
class C:
    ys = [1, 2, 3]
    zs = [y for y in ys]
print(C.zs)
print(list(a + b for a, b in [(1, 2), (3, 4)]), dict((k, v) for k, v in zip("ab", [1, 2])))
if (n := len("hello")) > 3:
    print("walrus", n)
print([last := i for i in range(3)], last)
g = (print("lazy", i) or i for i in range(2))
print("made")
print(list(g))
try:
    (i for i in 5)
except TypeError as e:
    print(e)
try:
    [i for i in 5]
except TypeError as e:
    print(e)
fs = [(lambda: i) for i in range(3)]
print([f() for f in fs])
a, *b, c = range(5)
print(a, b, c)
(a, b), [c, *d] = (1, 2), "xyz"
print(a, b, c, d)
*a, = "ab"
print(a)
first, (second, *rest), *last = 1, (2, 3, 4), 5, 6
print(first, second, rest, last)
for i, (p, q) in enumerate([(1, 2), (3, 4)]):
    print(i, p, q)
for s in ["a, b = 1", "a, b = 1, 2, 3", "a, b, c = 1, 2", "a, *b, c = (1,)"]:
    try:
        if s == "a, b = 1": a, b = 1
        elif s == "a, b = 1, 2, 3": a, b = [1, 2, 3]
        elif s == "a, b, c = 1, 2": a, b, c = [1, 2]
        else: a, *b, c = (1,)
    except (TypeError, ValueError) as e:
        print(e)
a = b = [0]
a += [1]
print(b)
t = (1, 2)
t += (3,)
print(t, [*t, *"ab"], (*t, 0), {*t, 9}, {**{"a": 1}, "b": 2, **{"a": 3}})
d = {"k": [1]}
d["k"] += [2]; d["n"] = d.get("n", 0) + 1
print(d)
l = [0, 1, 2, 3, 4]
l[1:3] = ["a", "b", "c"]; del l[0], l[-1]; print(l, l[::-1], l[1:], l[:-1:2])
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 != 2, not 1 < 2 > 5)
def side(v): print("side", v); return v
print(side(1) < side(5) < side(3) < side(9))
print(side(0) or side(""), side(1) and side(2), (side(0) or side(3)) and side(4))
print("yes" if side(0) else "no", 5 if 1 else 1 / 0)
i = 0
while i < 5:
    i += 1
    if i == 2: continue
    if i == 4: break
else:
    print("no break")
print(i)
print(f"{i!r:>5}|{3.14159:.2f}|{'x':^5}|{i=}|{i + 1 = }|{{}}|{'nested ' + f'{i}'}|{i:{i}}")
print(*[1, 2], sep="-", end="!\n")
