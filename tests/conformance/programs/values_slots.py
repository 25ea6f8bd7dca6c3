# __slots__, __dict__, __class__ and their errors.
class S:
    __slots__ = ('a', 'b')


class T(S):
    pass


class Plain:
    def __init__(self):
        self._p = 1


class Other:
    pass


def show(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)


s, t, a = S(), T(), Plain()
s.a = 1
t.a, t.c = 2, 3
show(lambda: s.a)
show(lambda: s.b)
show(lambda: setattr(s, 'c', 1))
show(lambda: s.__dict__)
show(lambda: delattr(s, 'b'))
show(lambda: (delattr(s, 'a'), hasattr(s, 'a')))
show(lambda: (t.a, t.c, t.__dict__, S.a, T.a is S.a))
show(lambda: setattr(a, '__dict__', {'_p': 3}) or (a._p, vars(a), a.__dict__))
show(lambda: setattr(a, '__dict__', 5))
show(lambda: setattr(a, '__class__', S))
show(lambda: setattr(a, '__class__', 5))
show(lambda: setattr(a, '__class__', Other) or (type(a), a._p, isinstance(a, Plain)))
show(lambda: type('B', (), {'__slots__': ['x', 5]}))
show(lambda: type('B', (), {'__slots__': 'x', 'x': 1}))
show(lambda: type('B', (), {'__slots__': 'x'})().__class__.__slots__)
