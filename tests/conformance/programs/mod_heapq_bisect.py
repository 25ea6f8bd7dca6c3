# heapq and bisect
import bisect
import heapq
import random


def attempt(label, f):
    try:
        print(label, "->", f())
    except Exception as e:
        print(label, type(e).__name__, e)


h = []
for x in [5, 3, 8, 1, 9, 2, 7]:
    heapq.heappush(h, x)
    print(h)
while h:
    print(heapq.heappop(h), h)
data = [9, 4, 7, 1, 8, 2, 6, 3, 5, 0]
heapq.heapify(data)
print(data, heapq.heapreplace(data, 10), data, heapq.heappushpop(data, -1), heapq.heappushpop(data, 5), data)
print(heapq.nlargest(3, [3, 1, 4, 1, 5, 9, 2]), heapq.nsmallest(3, [3, 1, 4, 1, 5, 9, 2]), heapq.nlargest(0, [1]), heapq.nsmallest(10, [2, 1]))
print(heapq.nlargest(2, ["a", "ccc", "bb", "ddd"], key=len), heapq.nsmallest(2, ["bbb", "a", "c"], key=len), heapq.nlargest(-1, [1]))
print(list(heapq.merge([1, 4, 7], [2, 5], [0, 9])), list(heapq.merge([9, 1], [5, 2], reverse=True)), list(heapq.merge("ace", "bdf", key=str.lower)), list(heapq.merge()))
tasks = []
for i, (pri, name) in enumerate([(2, "b"), (1, "a"), (2, "c"), (1, "d")]):
    heapq.heappush(tasks, (pri, i, name))
print([heapq.heappop(tasks)[2] for _ in range(4)])
rng = random.Random(5)
for n in (10, 50, 300):
    items = [rng.randrange(100) for _ in range(n)]
    heap = list(items)
    heapq.heapify(heap)
    other = []
    for x in items:
        heapq.heappush(other, x)
    print(heap[:12], other[:12], sum(a == b for a, b in zip(heap, other)))
    assert [heapq.heappop(heap) for _ in range(n)] == sorted(items)
attempt("pop", lambda: heapq.heappop([]))
attempt("replace", lambda: heapq.heapreplace([], 1))
attempt("tuple", lambda: heapq.heappush((), 1))
attempt("tuple", lambda: heapq.heapify((1, 2)))
attempt("pop tuple", lambda: heapq.heappop("ab"))
attempt("types", lambda: heapq.heappush([1], "a"))
attempt("args", lambda: heapq.heappush([1]))
attempt("merge", lambda: heapq.merge([1], foo=2))
attempt("merge int", lambda: list(heapq.merge([1], 5)))


class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        log.append((self.n, other.n))
        return self.n < other.n

    def __repr__(self):
        return f"I{self.n}"


log = []
h = [Item(n) for n in (4, 2, 5, 1, 3)]
heapq.heapify(h)
print(h, log)
log.clear()
print(heapq.heappop(h), h, log)
log.clear()
heapq.heappush(h, Item(0))
print(h, log)

a = [1, 3, 3, 5, 7]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 3), bisect.bisect_left(a, 0), bisect.bisect(a, 9), bisect.bisect([], 1))
print(bisect.bisect_left(a, 3, 2), bisect.bisect_left(a, 3, 0, 1), bisect.bisect(a, 3, lo=1, hi=2))
bisect.insort(a, 4)
bisect.insort_left(a, 3.0)
bisect.insort_right(a, 3.5)
print(a)
people = [("ann", 20), ("bob", 30), ("cid", 40)]
print(bisect.bisect_left(people, 30, key=lambda p: p[1]), bisect.bisect(people, 30, key=lambda p: p[1]))
bisect.insort(people, ("dan", 35), key=lambda p: p[1])
print(people)
attempt("lo", lambda: bisect.bisect(a, 1, -1))
attempt("type", lambda: bisect.bisect(a, "x"))
attempt("args", lambda: bisect.bisect(a))
