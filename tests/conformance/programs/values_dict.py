# dict: methods, views, operators, errors.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: ({}, {1: 2}, {'a': 1, 'b': [2]}, dict(), dict(a=1), dict([('a', 1)]), dict({'a': 1}, b=2), dict(zip('ab', [1, 2])), {**{'a': 1}, 'b': 2}, {1: 'a', True: 'b', 1.0: 'c'}),
    lambda: ({'a': 1}['a'], {1: 2}[1.0], {True: 1}[1], {(1, 2): 3}[1, 2], {None: 1}[None], {'a': 1}.get('a'), {}.get('a'), {}.get('a', 5)),
    lambda: ({}['a']),
    lambda: ({}[1]),
    lambda: ({}[None]),
    lambda: ({}[(1, 2)]),
    lambda: ({}[[]]),
    lambda: ({1: 2}['x']),
    lambda: ({'a': 1}.keys(), {'a': 1}.values(), {'a': 1}.items(), list({'a': 1, 'b': 2}), list({'a': 1}.items()), len({'a': 1}.keys()), 'a' in {'a': 1}.keys(), ('a', 1) in {'a': 1}.items(), 1 in {'a': 1}.values()),
    lambda: ({1: 0, 2: 0}.keys() & {2, 3}, {1: 0}.keys() | {2}, {1: 0, 2: 0}.keys() - {1}, {1: 0}.keys() ^ {1, 2}, {1: 0}.keys() == {1}, {1: 0}.keys() < {1, 2}, {1: 0}.keys().isdisjoint([2]), {'a': 1}.items() == {('a', 1)}, {1: 0}.values() == {1: 0}.values()),
    lambda: ({'a': 1}.pop('a'), {}.pop('a', 5), {'a': 1, 'b': 2}.popitem(), {'a': 1}.setdefault('a', 2), {}.setdefault('a'), {'a': 1}.copy(), dict.fromkeys('ab'), dict.fromkeys([1, 2], 0)),
    lambda: ({}.pop('a')),
    lambda: ({}.popitem()),
    lambda: ({}.pop()),
    lambda: ({}.foo),
    lambda: ({}.get()),
    lambda: ({}.update(5)),
    lambda: ({}.update([1])),
    lambda: ({}.update([(1, 2, 3)])),
    lambda: ({}.update(['ab', 'c'])),
    lambda: (dict(5)),
    lambda: (dict([1])),
    lambda: (dict(1, 2)),
    lambda: ({}.fromkeys()),
    lambda: ({'a': 1} | {'b': 2}, {'a': 1} | {'a': 2}, {'a': 1} == {'a': 1.0}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1}, {} == [], {1: 2} != {1: 3}),
    lambda: ({} | []),
    lambda: ({} < {}),
    lambda: ({} + {}),
    lambda: ({1: 2} & {1: 2}),
    lambda: (len({}), bool({}), 'a' in {'a': 1}, 'b' not in {'a': 1}, list(reversed({'a': 1, 'b': 2})), sorted({'b': 1, 'a': 2}), max({1: 'a', 5: 'b'}), sum({1: 2, 3: 4}), list(map(str, {1: 2})), {k: v for k, v in [(1, 2)]}),
    lambda: ([] in {}),
    lambda: (hash({})),
    lambda: ({{}: 1}),
    lambda: ({1: 2}.keys()[0]),
    lambda: ({}.items() + 1),
    lambda: ({1: 2}.__getitem__(5)),
    lambda: (type({}.keys()), type({}.values()), type({}.items()), {}.__class__, {'a': 1}.__len__(), {'a': 1}.__contains__('a'), {'a': 1}.__getitem__('a'), dict.get({1: 2}, 1), {}.keys().mapping),
    lambda: (repr({'a': {'b': {}}}), str({1: 'x'}), {'é': 1}, {b'x': 1}, {1.5: None}, {(): []}),
)
