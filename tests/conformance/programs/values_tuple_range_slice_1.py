# tuple, range, slice.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: ((), (1,), (1, 2), (1, (2,)), tuple([1]), tuple('ab'), (1, 2) + (3,), (1,) * 2, (1, 2)[0], (1, 2)[-1], (1, 2, 3)[1:], (1, 2)[::-1]),
    lambda: ((1, 2) == (1, 2), (1, 2) < (1, 3), (1,) < (1, 0), (1, 2) == [1, 2], () < (1,), (1, 'a') < (1, 'b'), (1, 2) != (1, 2)),
    lambda: ((1, 2).count(1), (1, 2).index(2), 1 in (1, 2), len((1, 2)), hash((1, 2)) == hash((1, 2)), hash((1, 2, 3)), hash(()), hash((1.5, None is None, -1)), hash((1, (2, 3)))),
    lambda: ((1,) + [2]),
    lambda: ((1,).index(5)),
    lambda: ((1,)[1]),
    lambda: ((1,)['a']),
    lambda: ((1, 'a') < (1, 2)),
    lambda: (hash(([],))),
    lambda: ((1,).foo),
    lambda: ((1,) * 'a'),
    lambda: (tuple(5)),
    lambda: (tuple(1, 2)),
    lambda: (range(5), range(1, 5), range(1, 10, 3), range(5, 0, -1), range(0), range(-1)),
    lambda: (list(range(5)), list(range(1, 10, 3)), list(range(5, 0, -2)), list(range(0)), list(range(3, 1)), len(range(10)), len(range(1, 10, 3)), len(range(0)), len(range(10, 0, -3))),
    lambda: (range(10)[3], range(10)[-1], range(10)[2:5], range(10)[::2], range(10)[::-1], range(1, 10, 3)[1], range(5)[10:], range(10)[5:1:-2]),
    lambda: (5 in range(10), 10 in range(10), 3 in range(1, 10, 3), 4 in range(1, 10, 3), 2.0 in range(5), 'a' in range(5), -1 in range(5), True in range(2)),
    lambda: (range(5).index(3), range(5).count(3), range(5) == range(0, 5), range(0) == range(1, 1), range(0, 3, 2) == range(0, 4, 2), hash(range(3)) == hash(range(0, 3)), range(3).start, range(3).stop, range(3).step, bool(range(0)), list(reversed(range(4)))),
    lambda: (range(2 ** 70), len(range(2 ** 62)), range(2 ** 70)[2 ** 69], 2 ** 65 in range(2 ** 70), range(2 ** 70, 2 ** 70 + 3)[-1]),
    lambda: (range()),
    lambda: (range(1, 2, 0)),
    lambda: (range('a')),
    lambda: (range(1.5)),
    lambda: (range(1, 2, 3, 4)),
    lambda: (range(5)[5]),
    lambda: (range(5)['a']),
    lambda: (range(5).index(9)),
    lambda: (range(5) < range(6)),
    lambda: (len(range(2 ** 70))),
    lambda: (slice(5), slice(1, 5), slice(1, 5, 2), slice(None), slice(1, 5).indices(3), slice(None, None, -1).indices(3), slice(1, 2).start, slice(1, 2) == slice(1, 2), [1, 2, 3, 4][slice(1, 3)]),
    lambda: (slice()),
    lambda: (hash(slice(1))),
    lambda: (slice(1).indices(-1)),
    lambda: (slice('a').indices(3)),
    lambda: (list(zip()), list(zip([1, 2], [3])), list(zip([1, 2], [3, 4], [5, 6])), dict(zip('ab', [1, 2])), list(zip([1], [2], strict=True))),
    lambda: (list(zip([1, 2], [3], strict=True))),
    lambda: (list(zip([1], [2, 3], strict=True))),
    lambda: (list(zip([1], [2], [3, 4], strict=True))),
)
