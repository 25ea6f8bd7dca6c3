# set and frozenset: operators, methods, orders.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: (set(), {1}, {3, 1, 2}, set([3, 1, 2]), set(range(10)), frozenset(), frozenset([2, 1]), {1, True, 1.0}, {10, 3, 7, 100, 55, 21}, set(range(20, 0, -3)), {-1, -2, 0}, {1000003, 5, 8, 16, 24, 32}),
    lambda: ({1, 2} | {2, 3}, {1, 2} & {2, 3}, {1, 2} - {2, 3}, {1, 2} ^ {2, 3}, {1} | frozenset([2]), frozenset([1]) | {2}, {5, 9, 13} | {1, 17}, {33, 1} ^ {65, 1}, set(range(40)) - set(range(5, 38)), set(range(0, 100, 7)) & set(range(0, 100, 3))),
    lambda: ({1} < {1, 2}, {1, 2} <= {1, 2}, {1, 2} > {1}, {1} == {1}, {1} == frozenset([1]), {1} != {2}, {1, 2} >= {3}, {1} < {1}, {1} == [1], {1}.issubset([1, 2]), {1, 2}.issuperset([1]), {1}.isdisjoint([2])),
    lambda: ({1} | [2]),
    lambda: ({1} < [1]),
    lambda: ({1} + {2}),
    lambda: ({1}[0]),
    lambda: ({[]}),
    lambda: (set(5)),
    lambda: (set([[]])),
    lambda: (hash({1})),
    lambda: ({1}.add([])),
    lambda: ({1}.remove(5)),
    lambda: ({1}.remove('a')),
    lambda: (set().pop()),
    lambda: ({1}.foo),
    lambda: (set(1, 2)),
    lambda: ({1}.add()),
    lambda: ({{1}}),
    lambda: (1 in {1}, 2 in {1}, 1.0 in {1}, 'a' in {'a'}, frozenset([1]) in {frozenset([1])}, {1} in {frozenset([1])}, len({1, 1}), bool(set()), sorted({3, 1}), max({1, 5}), sum({1, 2})),
    lambda: ([] in {1}),
    lambda: ({1, 2}.union([3], (4,)), {1, 2, 3}.intersection([2, 3], [3]), {1, 2, 3}.difference([1], [2]), {1, 2}.symmetric_difference([2, 3]), {1}.copy(), set().union(), {1}.union('ab') == {1, 'a', 'b'}),
    lambda: (hash(frozenset([1, 2, 3])), hash(frozenset()), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {frozenset([1]): 'x'}[frozenset([1])], frozenset([1]).union([2]), frozenset({1, 2}) - {1}),
    lambda: (frozenset([1]).add(2)),
    lambda: (frozenset(5)),
    lambda: (frozenset([[]])),
    lambda: (set([(1, 2), (3, 4), (5, 6)]), {(i, i) for i in range(8)}, {0.5, 1.5, 2.5, 3.25}, {2 ** 61, 2 ** 61 - 1, 5}, {None is None, 2, 3}, {x * x for x in range(12)}, {x % 7 for x in range(50)}),
    lambda: (list({i * 37 % 101 for i in range(30)})),
    lambda: (list(set(range(0, 1000, 31)))),
    lambda: (list({-i * 11 for i in range(25)})),
    lambda: (list({2 ** i for i in range(40)})),
    lambda: (list({i / 4 for i in range(30)})),
    lambda: (list({(i, j) for i in range(5) for j in range(4)})),
    lambda: (type(set()), type(frozenset()), set.__name__, isinstance({1}, set), {1}.__len__(), {1}.__contains__(1), repr({(1,)}), str({1}), set('a'), frozenset('a'), {1}.__or__({2}), {1}.__or__([2])),
)
