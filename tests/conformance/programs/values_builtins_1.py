# Builtin functions: types, attributes, errors.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: (callable(len), callable(5), callable(int), callable(lambda: 0), isinstance(5, (int, str)), isinstance('a', int), isinstance(None, type(None)), issubclass(int, object), issubclass(bool, (str, int)), isinstance(5, int | str)),
    lambda: (isinstance(5, 5)),
    lambda: (isinstance(5, 'int')),
    lambda: (isinstance(5)),
    lambda: (issubclass(5, int)),
    lambda: (issubclass(int, 5)),
    lambda: (isinstance(5, [int])),
    lambda: (type(5), type('a'), type(None), type(type), type(int), type(len), type([].append), type(str.upper), type(...), type(NotImplemented), type(print), type(lambda: 0).__name__, type(ValueError()), type(iter([]))),
    lambda: (int, str, type, object, len, print, [].append.__name__, str.upper, list.append, int.__add__, ValueError, KeyError, type(None), ..., NotImplemented, None, True),
    lambda: (int.__name__, int.__mro__, bool.__bases__, ValueError.__mro__, str.__qualname__, int.__module__, len.__name__, len.__module__, list.append.__qualname__, object.__bases__, type.__mro__),
    lambda: (getattr('a', 'upper')(), getattr(5, 'foo', 'no'), hasattr('a', 'upper'), hasattr(5, 'foo'), getattr(int, '__name__')),
    lambda: (getattr(5, 'foo')),
    lambda: (getattr(5, 5)),
    lambda: (hasattr(5)),
    lambda: (setattr(5, 'a', 1)),
    lambda: (setattr(int, 'a', 1)),
    lambda: (delattr(5, 'a')),
    lambda: (int.foo),
    lambda: (object().x),
    lambda: (len.foo),
    lambda: (None.foo),
    lambda: ((lambda: 0).foo),
    lambda: (type.foo),
    lambda: (ValueError.foo),
    lambda: (ValueError().foo),
    lambda: (len.__name__ + 5),
    lambda: (abs('a')),
    lambda: (round('a')),
    lambda: (divmod('a', 1)),
    lambda: (pow('a', 2)),
    lambda: (sum()),
    lambda: (hash()),
    lambda: (chr()),
    lambda: (ord()),
    lambda: (len(5)),
    lambda: (len(int)),
    lambda: (repr()),
    lambda: (id()),
)
