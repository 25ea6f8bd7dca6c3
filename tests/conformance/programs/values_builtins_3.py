# Builtin functions: types, attributes, errors.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: (vars(5)),
    lambda: (dir(5)[:3] == sorted(dir(5))[:3]),
    lambda: (max('abc', key=lambda c: -ord(c)), min([[2], [1, 5]]), max([1, 2], [1, 3]), min('b', 'a', key=ord), max({'a': 2, 'b': 1}.items(), key=lambda kv: kv[1])),
)
