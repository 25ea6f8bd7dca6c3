# itertools: everything there is in 3.11.
import itertools
import operator
from itertools import *


def attempt(label, f):
    try:
        print(label, "->", f())
    except Exception as e:
        print(label, type(e).__name__, e)


print(list(islice(count(), 3)), list(islice(count(5, 2), 3)), list(islice(count(1.5, 0.5), 3)), count(), count(3), count(3, -1), count(0.5))
c = count(1)
next(c)
print(c, list(islice(cycle("ab"), 5)), list(cycle([])), repeat(3), repeat("a", 2), list(repeat(1, 3)), list(repeat(1, -5)))
r = repeat(7, 3)
next(r)
print(r, list(map(pow, range(4), repeat(2))), r.__length_hint__())
print(list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], operator.mul)), list(accumulate([], initial=5)), list(accumulate("abc")), list(accumulate([3, 1, 4], max, initial=2)), list(accumulate([])))
print(list(chain("ab", [1], (), range(2))), list(chain.from_iterable(["ab", "cd"])), list(chain()))
print(list(compress("abcdef", [1, 0, 1, 0, 1])), list(dropwhile(lambda x: x < 3, [1, 5, 2, 4])), list(takewhile(lambda x: x < 3, [1, 2, 5, 1])))
print(list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, "", "a"])), list(starmap(pow, [(2, 3), (3, 2)])))
print(list(islice("abcdef", 3)), list(islice("abcdef", 2, None)), list(islice("abcdef", 1, 5, 2)), list(islice("abc", None)), list(islice("abc", 0)), list(islice("abcdef", None, None, 3)))
it = iter(range(10))
print(list(islice(it, 3)), list(islice(it, 2, 4)), next(it))
it = iter(range(10))
print(list(islice(it, 1, 8, 3)), next(it))
print(list(pairwise("abcd")), list(pairwise("a")), list(pairwise("")))
print(list(zip_longest("abc", [1])), list(zip_longest("a", "bcd", fillvalue="-")), list(zip_longest()), list(zip_longest("ab")))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product("ab", [])), list(product("a", repeat=0)))
print(list(permutations("abc")), list(permutations("abc", 2)), list(permutations([1], 2)), list(permutations([])), list(permutations("ab", 0)))
print(list(combinations("abcd", 2)), list(combinations([1, 2], 3)), list(combinations("abc", 0)), list(combinations("abc", 3)))
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement([], 2)), list(combinations_with_replacement([], 0)))
print(["".join(p) for p in permutations("aab", 3)])
print([(k, list(g)) for k, g in groupby("aaabbca")], [(k, len(list(g))) for k, g in groupby(sorted("hello"))], [k for k, g in groupby([1, 1, 2, 3, 3])])
print([(k, [x for x in g]) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)], list(groupby([])))
g = groupby("aab")
k1, first = next(g)
k2, second = next(g)
print(k1, k2, list(first), list(second))
for k, group in groupby("aabbb"):
    print(k, next(group), end=" ")
print()
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a))
x, y, z = tee(iter("ab"), 3)
print(list(z), list(x), list(y), tee([1], 0), len(tee([1], 5)))
t1, = tee(count(), 1)
print(next(t1), next(t1))
p, q = tee(x for x in range(3))
next(q, None)
print(list(zip(p, q)))


def gen():
    print("first")
    yield 1
    print("second")
    yield 2
    print("end")


print(list(chain(gen(), gen())))
s = islice(gen(), 1)
print(list(s))
s = takewhile(lambda v: v < 2, gen())
print(list(s))

attempt("count", lambda: count("a"))
attempt("islice", lambda: islice([], -1))
attempt("islice", lambda: islice([], 1, -1))
attempt("islice", lambda: islice([], 1, 2, 0))
attempt("islice", lambda: islice([], "a"))
attempt("islice", lambda: islice([]))
attempt("chain", lambda: list(chain([1], 5)))
attempt("chain", lambda: list(chain.from_iterable(5)))
attempt("cycle", lambda: cycle(5))
attempt("repeat", lambda: repeat())
attempt("combinations", lambda: combinations("a", -1))
attempt("permutations", lambda: permutations("a", -1))
attempt("permutations", lambda: permutations("a", "b"))
attempt("product", lambda: product(5))
attempt("product", lambda: product("a", foo=1))
attempt("tee", lambda: tee([1], -1))
attempt("tee", lambda: tee(5))
attempt("starmap", lambda: list(starmap(pow, [5])))
attempt("zip_longest", lambda: zip_longest("a", foo=1))
attempt("takewhile", lambda: takewhile(1))
attempt("accumulate", lambda: list(accumulate([1, "a"])))
attempt("groupby", lambda: groupby())
print(chain, itertools.count.__name__, type(chain()).__module__, type(cycle("a")).__qualname__, isinstance(count(), count))
print(iter(s) is s, next(chain(), "nothing"), sum(islice(count(1), 100)))


class Up(chain):
    def shout(self):
        return [str(x).upper() for x in self]


print(Up("ab").shout())
