# list: methods, slices, errors.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: (sorted(5)),
    lambda: (sorted()),
    lambda: (sorted([1], 2)),
    lambda: (sorted([1], key=5)),
    lambda: (sorted([1], foo=5)),
    lambda: (sorted([(2, 'x'), (1, 'y'), (2, 'a')], key=lambda p: p[0]), sorted([(2, 'x'), (1, 'y'), (2, 'a')], key=lambda p: p[0], reverse=True), sorted([3, -1, 2], key=abs), sorted(range(100), key=lambda x: x % 7)[:20]),
    lambda: (list(reversed([1, 2, 3])), [*[1], *'ab'], [1, 2, 3].copy(), list(map(lambda x: x * 2, [1, 2])), list(filter(None, [0, 1, '', 'a'])), list(zip([1, 2], 'ab')), list(enumerate(['a', 'b'], 1)), list(map(max, [1, 5], [3, 2]))),
    lambda: (sum([1, 2, 3]), sum([], 5), sum([[1], [2]], []), sum([1.5, 1]), min([3, 1]), max([3, 1]), max('a', 'b'), min([], default=0), max([1, -5], key=abs), any([0, 1]), all([1, 0]), any([]), all([])),
    lambda: (sum(['a'])),
    lambda: (sum(['a'], '')),
    lambda: (sum(5)),
    lambda: (min([])),
    lambda: (max()),
    lambda: (max(5)),
    lambda: (max(1, 'a')),
    lambda: (max([1], default=1, key=None)),
    lambda: (max(1, 2, default=3)),
    lambda: (bool([]), bool([0]), not [], [] or 1, [1] and 2, [1] is [1], type([]), isinstance([], list), hash(())),
    lambda: (hash([])),
    lambda: ({[]: 1}),
    lambda: ({[1]}),
    lambda: ([].__hash__()),
    lambda: ([1, 2, 3].__contains__(2), [1].__add__([2]), [1].__len__(), [1].__getitem__(0), [1].__eq__([1]), [1].__eq__(1), list.__len__([1, 2]), [1].__iter__().__next__()),
    lambda: (list.append(5, 1)),
    lambda: (list.append()),
    lambda: (list.__len__(5)),
    lambda: (next(iter([]))),
    lambda: (next([])),
    lambda: (iter(5)),
    lambda: (reversed(5)),
    lambda: (reversed({1})),
    lambda: (zip([1], 5)),
    lambda: (enumerate(5)),
    lambda: (map(5)),
    lambda: (list(map(5, [1]))),
    lambda: (len(5)),
    lambda: (len()),
)
