def show(e):
    print(type(e).__name__, e.args, "cause", repr(e.__cause__), "context", repr(e.__context__), e.__suppress_context__)

try:
    try:
        raise KeyError("a")
    except KeyError as e:
        raise ValueError("b") from e
except ValueError as e:
    show(e)
try:
    try:
        raise KeyError("a")
    except KeyError:
        raise ValueError("b")
except ValueError as e:
    show(e)
try:
    try:
        raise KeyError("a")
    except KeyError:
        raise ValueError("b") from None
except ValueError as e:
    show(e)
try:
    raise ValueError
except ValueError as e:
    show(e)
try:
    raise
except RuntimeError as e:
    show(e)
try:
    raise 5
except TypeError as e:
    print(e)
try:
    raise ValueError from 5
except TypeError as e:
    print(e)
try:
    try:
        raise KeyError("x")
    except (IndexError, KeyError) as e:
        print("tuple", e)
        raise
except LookupError as e:
    print("again", e)
try:
    e
except NameError as err:
    print(err)
try:
    try:
        1 / 0
    except 5:
        pass
except TypeError as e:
    print(e)
class Mine(Exception):
    def __init__(self, code):
        super().__init__("code", code)
        self.code = code
    def __str__(self):
        return f"mine {self.code}"
try:
    raise Mine(3)
except Mine as e:
    print(e, repr(e), e.code, e.args)
def f():
    try:
        raise ValueError("in f")
    except ValueError:
        g()
def g():
    try:
        raise
    except ValueError as e:
        print("bare raise in another function", e)
f()
try:
    [][1]
except IndexError as e:
    print(e)
try:
    {}["k"]
except KeyError as e:
    print(e, repr(e))
e1 = ValueError("one")
try:
    try:
        raise e1
    except ValueError:
        raise e1
except ValueError as e:
    show(e)
try:
    assert 1 == 2
except AssertionError as e:
    show(e)
try:
    assert False, "message"
except AssertionError as e:
    show(e)
try:
    assert (), [1]
except AssertionError as e:
    show(e)
def rec(n): return rec(n + 1)
try:
    rec(0)
except RecursionError as e:
    print(e)
print(ValueError("a", 1), repr(ValueError()), str(ValueError("x")), OSError(2, "No such"))
e = ValueError("noted"); e.add_note("a note"); print(e.__notes__)
