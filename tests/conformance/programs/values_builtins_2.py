# Builtin functions: types, attributes, errors.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: (print(sep=5)),
    lambda: (print(end=1)),
    lambda: (print(foo=1)),
    lambda: (callable()),
    lambda: (bool(1, 2)),
    lambda: (str.foo),
    lambda: (len(1, 2)),
    lambda: (len(obj=1)),
    lambda: (abs()),
    lambda: (isinstance(1, 2, 3)),
    lambda: (hex('a')),
    lambda: (bin(1.5)),
    lambda: (iter()),
    lambda: (range(1)()),
    lambda: (5()),
    lambda: ('a'()),
    lambda: (None()),
    lambda: ([]()),
    lambda: (bool(), bool([]), bool('a'), bool(None), bool(...), str(None), str(...), repr(NotImplemented), hash(None) == hash(None), None == None, None != 0, None is None, () is (), not None),
    lambda: (object() == 5, object() != object(), type(object()), object.__eq__(1, 1), object.__ne__(1, 2), object.__repr__ is not None, int.__call__('5'), type.__call__(int, '7')),
    lambda: (object(1)),
    lambda: (type()),
    lambda: (type(1, 2)),
    lambda: (int.__new__(5)),
    lambda: (int.__new__(str)),
    lambda: (object.__new__()),
    lambda: (type('a', 5, {})),
    lambda: (type(5, (), {})),
    lambda: (super()),
    lambda: (super(int, 'a')),
    lambda: (type('Foo', (), {'x': 1})().x, type('Foo', (int,), {})(5) + 1, type('Foo', (list,), {})([1, 2]), type('Foo', (), {}).__name__, type('Foo', (Exception,), {})('x').args),
    lambda: (int | str, int | None, list[int], dict[str, int], tuple[int, ...], list[int] | None, (int | str).__args__, list[int].__origin__, type[int], set[str], frozenset[int], int | int),
    lambda: (int[5]),
    lambda: (5 | int),
    lambda: ('a' | 5),
    lambda: (dict[int](a=1)),
    lambda: (int.__or__(int, str)),
    lambda: (vars(type('A', (), {'x': 1})()), dir(type('A', (), {'zz': 1})())[-1], id(5) == id(5), id(None) == id(None), any(x > 2 for x in [1, 3]), all(x > 2 for x in [1, 3])),
)
