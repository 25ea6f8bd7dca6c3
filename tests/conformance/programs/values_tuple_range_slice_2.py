# tuple, range, slice.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: (zip([1], x=2)),
    lambda: (list(enumerate('ab')), list(enumerate('ab', start=5)), list(enumerate([], 3)), next(enumerate('x')), list(filter(lambda x: x > 1, [1, 2, 3])), list(map(lambda a, b: a + b, [1, 2], [3, 4]))),
    lambda: (iter([1]).__class__.__name__, iter(()).__class__.__name__, iter({}).__class__.__name__, iter(set()).__class__.__name__, iter(range(1)).__class__.__name__, iter(b'').__class__.__name__, reversed([]).__class__.__name__, zip().__class__, type(map(int, [])), type(enumerate([]))),
    lambda: (next(iter([1]), 0), next(iter([]), 0), list(iter(lambda c=[0]: c.append(0) or len(c), 4)), iter(iter([1])).__next__()),
    lambda: (next(5)),
    lambda: (next(iter(()))),
    lambda: (iter(5, 6)),
    lambda: (next()),
)
