# Recursive generators, exceptions and closing through several levels.
def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)

print(list(tree(4)))

def level(n):
    try:
        if n:
            r = yield from level(n - 1)
        else:
            r = yield "bottom"
            print("bottom got", r)
        return (n, r)
    except KeyError as e:
        print("level", n, "caught", e)
        raise IndexError(n) from e
    finally:
        print("level", n, "done")

g = level(3)
print(next(g))
try:
    g.send("value")
except StopIteration as e:
    print(e.value)
g = level(2)
next(g)
try:
    g.throw(KeyError("down"))
except IndexError as e:
    print(repr(e), repr(e.__cause__))
g = level(3)
next(g)
g.close()

def closer(n):
    try:
        if n:
            yield from closer(n - 1)
        else:
            yield 1
    except GeneratorExit:
        print("exit at", n)
        if n == 1:
            raise ValueError("instead")
        raise

g = closer(3)
next(g)
try:
    g.close()
except ValueError as e:
    print("close raised", e)
def swallow():
    try:
        yield from closer(0)
    except GeneratorExit:
        print("swallowed")
g = swallow()
next(g)
try:
    g.throw(GeneratorExit("thrown"))
except StopIteration as e:
    print("stop", e.value)
