# Errors that generators turn into others, or refuse.
def reentrant():
    yield next(g)

g = reentrant()
try:
    next(g)
except ValueError as e:
    print("ValueError:", e)

def leaks():
    yield 1
    raise StopIteration("inner")

g = leaks()
next(g)
try:
    next(g)
except RuntimeError as e:
    print("RuntimeError:", e, "| cause:", repr(e.__cause__), "| same context:", e.__context__ is e.__cause__)

def nested():
    yield next(iter([]))

try:
    list(nested())
except RuntimeError as e:
    print("RuntimeError:", e, repr(e.__cause__))

def raiser():
    try:
        yield 1
    except KeyError:
        raise ValueError("other")

g = raiser()
next(g)
try:
    g.throw(KeyError("k"))
except ValueError as e:
    print(repr(e), repr(e.__context__))

g = raiser()
next(g)
try:
    g.throw(KeyError)
except ValueError as e:
    print(repr(e.__context__))
g = raiser()
next(g)
try:
    g.throw(KeyError, "legacy")
except ValueError as e:
    print(repr(e.__context__))
g = raiser()
next(g)
try:
    g.throw("not an exception")
except TypeError as e:
    print("TypeError:", e)

def handles_context():
    try:
        raise KeyError("being handled")
    except KeyError:
        try:
            yield 1
        except ValueError as e:
            print("inside:", repr(e.__context__))
            yield 2

g = handles_context()
next(g)
g.throw(ValueError("thrown in"))
try:
    raise IndexError("outer")
except IndexError:
    g2 = handles_context()
    next(g2)
    g2.throw(ValueError("while outer is handled"))
print("done")
