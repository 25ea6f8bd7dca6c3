# list: methods, slices, errors.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: ([1, 2] + [3], [1] * 3, 2 * [1, 2], [] * 5, [1] * -1, [1, [2]] == [1, [2]], [1, 2] < [1, 3], [1] < [1, 2], [2] > [1, 9], [] == ()),
    lambda: ([1] + (2,)),
    lambda: ([1] + 'a'),
    lambda: ([1] * 1.5),
    lambda: ([1] * [2]),
    lambda: ([1] - [1]),
    lambda: ([1] < 1),
    lambda: ([1, 2, 3][0], [1, 2, 3][-1], [1, 2, 3][1:], [1, 2, 3][::-1], [1, 2, 3, 4][::2], [1, 2][5:], [1, 2, 3][-2:], [1, 2, 3][:-1], list(range(10))[8:2:-2], [1, 2, 3][::-2]),
    lambda: ([1][1]),
    lambda: ([1]['a']),
    lambda: ([1][1.0]),
    lambda: ([1][None]),
    lambda: ([1][::0]),
    lambda: ([][0]),
    lambda: ([1]['a':]),
    lambda: (len([1, 2]), 1 in [1, 2], 3 in [1, 2], 1.0 in [1], None in [None], [1] in [[1]], [1, 2].count(1), [1, 1].count(1), [1, True, 1.0].count(1), [1, 2].index(2), [1, 2, 1].index(1, 1), ['a'].index('a')),
    lambda: ([1].index(2)),
    lambda: (['a'].index('b')),
    lambda: ([1, 2].index(1, 1)),
    lambda: ([].index()),
    lambda: ([1].remove(2)),
    lambda: ([].pop()),
    lambda: ([1].pop(5)),
    lambda: ([1].pop('a')),
    lambda: ([].append()),
    lambda: ([].append(1, 2)),
    lambda: ([].foo),
    lambda: ([].insert(1)),
    lambda: ([].sort(1)),
    lambda: ([].sort(foo=1)),
    lambda: (list(), list('abc'), list((1, 2)), list({1: 2}), list(range(3)), list(x for x in [1]), list([1])),
    lambda: (list(5)),
    lambda: (list(1, 2)),
    lambda: (list(iterable=[])),
    lambda: (repr([1, 'a', None, [1.5]]), str([]), [[]], [()], [1, [2, [3]]]),
    lambda: (sorted([3, 1, 2]), sorted('bca'), sorted([3, 1, 2], reverse=True), sorted(['b', 'A', 'c'], key=str.lower), sorted([(1, 'b'), (1, 'a')]), sorted([]), sorted({3: 0, 1: 0}), sorted([1.5, 1, 2]), sorted([True, 0, 2])),
    lambda: (sorted([1, 'a'])),
    lambda: (sorted([None, None])),
)
