# What special methods may return, and what happens otherwise.
class A:
    def __init__(self, **methods):
        self.log = []


def make(name, result):
    return type('T', (), {name: lambda self, *a: result})()


def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as error:
        print(type(error).__name__, error)


show(len, make('__len__', -1))
show(len, make('__len__', 'a'))
show(len, make('__len__', True))
show(bool, make('__bool__', 1))
show(bool, make('__len__', 0))
show(hash, make('__hash__', 'a'))
show(hash, make('__hash__', 2 ** 64))
show(hash, make('__eq__', True))
show(repr, make('__repr__', 5))
show(str, make('__str__', 5))
show(str, make('__repr__', 'r'))
show(format, make('__format__', 5))
show(int, make('__int__', 'a'))
show(int, make('__index__', 7))
show(int, make('__int__', True))
show(float, make('__float__', 5))
show(float, make('__index__', 5))
show([1, 2, 3].__getitem__, make('__index__', 1))
show(range, make('__index__', 3))
show(iter, make('__iter__', 5))
show(abs, make('__abs__', 'any'))
show(round, make('__round__', 'r'), 2)
show(divmod, make('__divmod__', 'd'), 1)
show(divmod, 1, make('__rdivmod__', 'rd'))
show(pow, make('__pow__', 'p'), 2)
show(lambda: 2 ** make('__rpow__', 'rp'))
show(lambda: make('__iadd__', 'i').__iadd__(1))
show(lambda: 5 in make('__contains__', [1]))
show(lambda: [] < make('__gt__', 'g'))
show(lambda: make('__lt__', NotImplemented) < 1)
show(lambda: make('__eq__', NotImplemented) == 1)
show(lambda: make('__add__', NotImplemented) + 1)
show(lambda: make('__call__', 'c')(1, 2))
show(lambda: make('__reversed__', [1]).__reversed__())
show(reversed, make('__reversed__', 'rev'))
show(bytes, make('__bytes__', b'x'))
show(lambda: hash(make('__hash__', -1)))
show(dir, make('__dir__', ['b', 'a']))
show(lambda: make('__missing__', 1)['x'])
