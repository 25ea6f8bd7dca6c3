# Values of all builtin types.
import time
print(*[repr(x) for x in (1.0, 1e16, 1e-5, 123456789.123456789, 1e22, 1e100, -0.0, float("inf"), float("-inf"), float("nan"), 0.1+0.2, 1/3, 5e-324, 1.7976931348623157e308, 100000000000000000.0)])
print(7 // -2, 7 % -2, -7 // 2, -7 % 2, divmod(-7, 2), 7.5 // 2, -7.5 % 2, 2 ** 100, 2 ** -1, (-2) ** 3, 0 ** 0, 10 ** 20 // 3, -10 ** 20 % 7, 1 << 100 >> 98, ~5, 5 & 3, 5 | 3, 5 ^ 3, -5 >> 1, -1 & 0xff)
print(0x10, 0b11, 0o17, 1_000_000, int("ff", 16), int("0b11", 0), int(" 12 "), int("-1_0"), float("1_0.5"), int(3.9), int(-3.9), round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1.5), (5).bit_length(), (255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "little"), (5).bit_count(), 5 .real, (3).numerator)
print(f"{1234567.891:,.2f} {1234567:,} {1234567:_} {255:x} {255:#X} {255:08b} {5:+d} {5: d} {-5:05d} {3.14159:.3f} {3.14159:10.2f}| {3.14159:<10.2f}| {3.14159:^10.2f}| {'x':*^9} {'abc':.2} {1e10:g} {0.00001:g} {1.5:e} {0.256:.1%} {True:d} {1:c} {65:c} {1.0:n}")
print(f"{'a'!r:>6} {'b'!s:<4}| {3.0} {3.0:.0f} {2**70:,} {10:>{5}} {3.14159:{8}.{3}} {'é'!a} {{}} {1+1=} {'x'  =} {3.5=:.2f} {[1]=!s}")
print("%5d|%-5d|%05d|%+d|%x|%o|%e|%.2f|%s|%r|%c|%%|%5s|%-5s|%(a)s" % (1, 2, 3, 4, 255, 8, 1.5, 2.345, "s", "r", "c", "ab", "cd") if 0 else "%5d|%-5d|%05d|%+d|%x|%o|%e|%.2f|%s|%r|%c|%%|%5s|%-5s" % (1, 2, 3, 4, 255, 8, 1.5, 2.345, "s", "r", "c", "ab", "cd"))
print("{:>10}|{:<10}|{:^10}|{0!r}".format("a", "b", "c") if 0 else "{:>10}|{:<10}|{:^10}".format("a", "b", "c"), "{0} {1} {0}".format(1, 2), "{a.real} {b[0]} {c[k]}".format(a=1, b=[2], c={"k": 3}))
s = "Hello, World"
print(s.lower(), s.upper(), s.swapcase(), s.title(), s.capitalize(), s.casefold(), s.center(20, "-"), s.ljust(15, "."), s.rjust(15), s.zfill(15), s.find("o"), s.rfind("o"), s.count("l"), s.replace("l", "L", 2), s.split(", "), s.partition(", "), s.rpartition("o"), s[::-1], s[2:8:2], s[-3:], s.startswith(("He", "x")), s.endswith("d"), s.index("W"), "a,b,,c".split(","), " a b  c ".split(), "a\nb\r\nc".splitlines(), "a\nb".splitlines(True), "x".join("abc"), "abc".translate({97: "X", 98: None}), str.maketrans("ab", "cd"), "  x ".strip(), "xxaxx".strip("x"), "abc".isalpha(), "12".isdigit(), "a1".isalnum(), " ".isspace(), "Ab".istitle(), "ab".islower(), "AB".isupper(), "a_1".isidentifier(), "abc".removeprefix("a"), "abc".removesuffix("c"), "a\tb".expandtabs(4), "é".encode(), ascii("é"), "a" * 3, "b" in "abc", "abc" < "abd", "ß".upper(), "rsplit a b".rsplit(" ", 1), "%s" % None, "abc".isprintable(), "x".isdecimal())
l = [3, 1, 2]
l.sort(key=lambda x: -x); print(l, sorted(l), l[::-1], l.index(1), l.count(3)); l.append(4); l.extend([5, 6]); l.insert(0, 0); l.remove(3); print(l, l.pop(), l.pop(0), l); l[1:3] = [9, 9, 9]; print(l); del l[0]; del l[::2]; print(l); l *= 2; l += (7,); print(l, l.copy(), [1, 2] < [1, 3], [1] * 3, 1 in l); l.reverse(); l.clear(); print(l, [*range(3), *"ab"], (*[1], 2), {*[1, 2], 3}, {**{"a": 1}, "b": 2})
d = {"b": 1, "a": 2}
print(d, list(d), d.keys(), d.values(), d.items(), d.get("z"), d.get("z", 0), d.pop("b"), d.setdefault("q", []), d, "a" in d, d | {"x": 1}, dict(a=1, **{"b": 2}), dict([("k", "v")]), dict.fromkeys("ab", 0), {k: v for k, v in zip("ab", (1, 2))}, len(d), list(reversed(d)), d.popitem(), d.update(z=1), d, d.copy() == d, {1: "a", 1.0: "b", True: "c"}, d.keys() & {"z"}, d.items() >= {("z", 1)})
st = {1, 2, 3}
print(st | {4}, st & {1}, st - {1}, st ^ {1, 9}, st <= {1, 2, 3, 4}, st.issuperset({1}), st.isdisjoint({9}), frozenset([1, 2]), len(st), {frozenset()}, set(), st == {3, 2, 1}, st.union([5]), st.intersection([1, 2]), st.difference([1]), st.symmetric_difference([1]))
st.add(5); st.discard(1); st.update([7]); st -= {7}; st |= {8}; st.remove(8); print(sorted(st), st.pop() in (2, 3, 5))
print((1, 2) + (3,), (1,) * 2, (1, 2, 3)[1:], (1, 2).index(2), (1, 1).count(1), (), (1,), tuple("ab"), (1, 2) < (1, 3), hash((1, 2)) == hash((1, 2)))
print(b"abc"[0], b"abc"[1:], b"a" + b"b", b"abc".hex(), bytes.fromhex("6162"), bytes(3), bytes([1, 2]), b"a,b".split(b","), b"abc".decode(), bytearray(b"ab"), b"%d" % 5, b"abc".find(b"c"), b"\x00\xff\n'\"", b"abc".upper(), bytearray(b"abc")[::-1], b"a" in b"ab", 97 in b"ab", b"ab".join([b"1", b"2"]), b"x".ljust(3, b"-"))
ba = bytearray(b"abc"); ba.append(100); ba.extend(b"ef"); ba[0] = 65; ba += b"g"; del ba[1]; ba[1:2] = b"XY"; print(ba, ba.pop(), ba, len(ba), ba.index(b"X"), bytes(ba))
print(range(10)[2:8:3], list(range(10, 0, -3)), len(range(0, 10, 3)), 5 in range(10), range(3) == range(0, 3, 1), range(5).index(3), range(1, 10, 2)[-1], range(0))
a, (b, *c), d = 1, (2, 3, 4), 5; print(a, b, c, d); *a, = "xy"; print(a); a = b = c = []; b.append(1); print(a is c, a); x, y = y, x = 1, 2; print(x, y)
print([x for x in range(5) if x % 2], {x: x ** 2 for x in range(3)}, {x % 2 for x in range(5)}, list(x for x in "ab"), [[y for y in range(x)] for x in range(3)], [(x, y) for x in range(2) for y in "ab" if x or y != "a"], [z := 5, z ** 2], z)
print(1 < 2 < 3, 1 < 3 > 2, not 1, 1 and 0 or 5, None or "x", 0 if [] else 1, 1 == 1.0, 1 is not None, "a" not in "b", [] == [], 3 if 1 else 4 if 2 else 5, (lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
print(any([0, 1]), all([]), sum([1, 2], 10), sum([0.1] * 10), min(3, 1, 2), max("abc"), max([1, 5, 3], key=lambda v: -v), min([], default="d"), abs(-3), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])), list(zip("ab", [1, 2, 3])), list(enumerate("ab", 1)), sorted("bca", reverse=True), list(reversed([1, 2])), chr(97), ord("a"), hex(255), oct(8), bin(5), pow(2, 10, 1000), isinstance(True, int), issubclass(bool, int), callable(len), id(a) == id(a), type(1), bool([]), repr("a'b"), repr('a"b'), repr("a'\"b"), repr("\n\t\\\x00é\u200b"), hash("a") == hash("a"), next(iter([1])), next(iter([]), "d"), slice(1, 2), slice(None, 5, 2).indices(10), print(end=""), vars() is globals(), __name__)
print(sum([0.1] * 10), sum([1e100, 1.0, -1e100]), sum([1, 2.5]), sum(x for x in [0.1, 0.2, 0.3]), sum([[1], [2]], []))
i = iter([1, 2, 3]); print(list(zip(i, i)), [*i]); print(list(map(str, (1, 2))), str([1, "a", None, 1.5, (1,), {2}, {"k": []}]))
r = []; r.append(r); print(r); q = {}; q["q"] = q; print(q)
import sys; print(sys.maxsize, sys.version_info[:2] >= (3, 11), sys.float_info.max)
def f(a, b=[], *c, d=1, **e):
    b.append(a); return b, c, d, e
print(f(1), f(2), f(3, [], 4, d=5, g=6)); global_x = 1
def g():
    global global_x; global_x += 1
    def h():
        nonlocal_y = 1
        return locals()
    return h(), sorted(locals())
print(g(), global_x)
assert True; assert 1, "x"
try: assert 0, "msg"
except AssertionError as e: print(repr(e), e.args)
try: assert 0
except AssertionError as e: print(repr(e))
del global_x
try: global_x
except NameError as e: print(e, e.name)
while True:
    break
else: print("no")
for i in []: pass
else: print("else")
for i, (j, k) in enumerate([(1, 2)]): print(i, j, k)
