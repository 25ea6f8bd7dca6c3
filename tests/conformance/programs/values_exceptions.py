# Exceptions as values: text, repr, args, attributes.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: (ValueError(), ValueError('a'), ValueError('a', 1), ValueError(None), ValueError(ValueError('x')), KeyError('a'), KeyError(), KeyError('a', 'b'), OSError(2, 'No such file'), OSError('x'), StopIteration(5), SystemExit(3)),
    lambda: (str(ValueError()), str(ValueError('a')), str(ValueError('a', 1)), str(KeyError('a')), str(KeyError()), str(KeyError('a', 1)), str(OSError(2, 'No')), str(OSError(2, 'No', 'f')), str(OSError(5)), str(SystemExit(3)), str(StopIteration(1))),
    lambda: (ValueError('a', 1).args, ValueError().args, StopIteration(5).value, StopIteration().value, SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code, OSError(2, 'x').errno, OSError(2, 'x').strerror, OSError(2, 'x', 'f').filename, OSError(2, 'x', 'f').args, OSError('a').errno),
    lambda: (type(OSError(2, 'x')), type(OSError(11, 'x')), type(OSError(32, 'x')), type(OSError(104, 'x')), type(OSError(111, 'x')), type(OSError(110, 'x')), type(OSError(13, 'x')), type(OSError(17, 'x')), type(OSError(999, 'x')), type(OSError(2)), type(ConnectionError(104, 'x'))),
    lambda: (IOError is OSError, EnvironmentError is OSError, TimeoutError.__mro__, issubclass(KeyError, LookupError), issubclass(BrokenPipeError, ConnectionError), issubclass(RecursionError, RuntimeError), issubclass(UnicodeDecodeError, ValueError), issubclass(GeneratorExit, Exception)),
    lambda: (ValueError('a') == ValueError('a'), ValueError.__name__, ValueError.__base__, ValueError('x').__cause__, ValueError('x').__context__, ValueError('x').__suppress_context__, ValueError('x').__traceback__, bool(ValueError()), hash(ValueError()) is not None),
    lambda: (ImportError('x', name='n').name, ImportError('x').msg, str(ImportError('x')), NameError('x', name='n').name, AttributeError('x', name='n', obj=5).obj, ModuleNotFoundError('m').msg),
    lambda: (ValueError(x=1)),
    lambda: (ImportError('x', foo=1)),
    lambda: (OSError(x=1)),
    lambda: (StopIteration(x=1)),
    lambda: (ExceptionGroup()),
    lambda: (ExceptionGroup('a')),
    lambda: (ExceptionGroup('a', [])),
    lambda: (ExceptionGroup('a', 5)),
    lambda: (ExceptionGroup('a', [1])),
    lambda: (ExceptionGroup(5, [ValueError()])),
    lambda: (ExceptionGroup('a', [KeyboardInterrupt()])),
    lambda: (ValueError().foo),
    lambda: (UnicodeDecodeError('a')),
    lambda: (ValueError('a').with_traceback(5)),
    lambda: (ValueError('a').add_note(5)),
    lambda: (ExceptionGroup('m', [ValueError('a'), KeyError('b')]), str(ExceptionGroup('m', [ValueError('a')])), str(ExceptionGroup('m', [ValueError('a'), KeyError('b')])), ExceptionGroup('m', [ValueError()]).message, ExceptionGroup('m', [ValueError(1)]).exceptions, BaseExceptionGroup('m', [ValueError()]), BaseExceptionGroup('m', [KeyboardInterrupt()])),
    lambda: (ExceptionGroup('m', [ValueError(1), KeyError(2), ExceptionGroup('n', [ValueError(3), TypeError(4)])]).split(ValueError)),
    lambda: (ExceptionGroup('m', [ValueError(1), KeyError(2)]).subgroup(KeyError), ExceptionGroup('m', [ValueError(1)]).subgroup(KeyError), ExceptionGroup('m', [ValueError(1), KeyError(2)]).subgroup(lambda e: isinstance(e, ValueError)), ExceptionGroup('m', [ValueError(1)]).split((ValueError, KeyError)), ExceptionGroup('m', [ValueError(1)]).derive([KeyError(2)])),
    lambda: (ExceptionGroup('m', [ValueError(1)]).split(5)),
    lambda: (ExceptionGroup('m', [ValueError(1)]).split([ValueError])),
    lambda: (UnicodeDecodeError('utf-8', b'a\xff', 1, 2, 'bad').reason, str(UnicodeDecodeError('utf-8', b'a\xff', 1, 2, 'bad')), str(UnicodeEncodeError('ascii', 'aé', 1, 2, 'bad')), str(UnicodeEncodeError('ascii', 'aéé', 1, 3, 'bad'))),
    lambda: ([e.__name__ for e in (ArithmeticError, AssertionError, BufferError, EOFError, FloatingPointError, IndentationError, IsADirectoryError, NotADirectoryError, PermissionError, ProcessLookupError, ReferenceError, StopAsyncIteration, SystemError, Warning, DeprecationWarning, UserWarning)]),
    lambda: (str(SyntaxError('x')), SyntaxError('x').msg, repr(SyntaxError('x')), ValueError('a\nb'), str(ValueError(['x'])), str(ValueError('é')), str(AssertionError()), repr(AssertionError(())), str(LookupError(1, 'b'))),
)
