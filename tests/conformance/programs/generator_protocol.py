# next, send, throw, close, and what each answers at the end.
def counter(n):
    try:
        for i in range(n):
            got = yield i
            if got is not None:
                print("got", got)
    except ValueError as e:
        print("caught", e)
        yield "after"
    finally:
        print("closing")
    return "result"

g = counter(3)
print(next(g), g.send(None), g.send("x"))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value, e.args)
try:
    next(g)
except StopIteration as e:
    print("again", e.value, e.args)
print(next(g, "default"))

g = counter(3)
try:
    g.send("too early")
except TypeError as e:
    print("TypeError:", e)
print(next(g))
print(g.throw(ValueError("thrown")))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)

g = counter(3)
next(g)
g.close()
g.close()
print(list(counter(2)))
g = counter(1)
g.close()
try:
    next(g)
except StopIteration:
    print("never started, closed")

def ignores():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("ignoring")

g = ignores()
next(g)
try:
    g.close()
except RuntimeError as e:
    print("RuntimeError:", e)

def returns_on_exit():
    try:
        yield 1
    except GeneratorExit:
        return 5

g = returns_on_exit()
next(g)
print(g.close())
g = counter(1)
try:
    g.throw(KeyError("before start"))
except KeyError as e:
    print("KeyError", e)
print(list(g))
