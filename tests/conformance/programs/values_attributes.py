# Descriptors, __getattr__, properties and their errors.
class Typed:
    def __set_name__(self, owner, name):
        self.name = name
        print('set_name', owner.__name__, name)

    def __get__(self, instance, owner):
        return self if instance is None else instance.__dict__.get(self.name, 'unset')

    def __set__(self, instance, value):
        instance.__dict__[self.name] = value * 2

    def __delete__(self, instance):
        del instance.__dict__[self.name]


class A:
    x = Typed()
    shared = []

    def __init__(self):
        self._p = 1

    @property
    def p(self):
        """doc of p"""
        return self._p

    @p.setter
    def p(self, value):
        self._p = value

    @property
    def read_only(self):
        return 5

    def __getattr__(self, name):
        if name.startswith('dyn_'):
            return name[4:]
        raise AttributeError(f'no {name} here')

    @staticmethod
    def s(a):
        return a

    @classmethod
    def c(cls, a):
        return cls.__name__, a


def show(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)


a = A()
a.x = 4
a.p = 7
show(lambda: (a.x, a.__dict__, a.p, A.p.__doc__, a.dyn_q, a.s(1), A.s(2), a.c(3), A.c(4), type(A.x).__name__, vars(a)))
show(lambda: a.other)
show(lambda: setattr(a, 'read_only', 1))
show(lambda: delattr(a, 'p'))
show(lambda: (delattr(a, 'x'), a.x))
show(lambda: (hasattr(a, 'nope'), getattr(a, 'nope', 'default'), A.shared is a.shared))
show(lambda: A.nope)
show(lambda: (a.__class__, a.__module__, A.__qualname__, A.__dict__['shared'], A.__doc__, A.__bases__, A.__name__))
