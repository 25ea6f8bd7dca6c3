def show(g, d=0):
    print("  " * d + repr(g))
    if isinstance(g, BaseExceptionGroup):
        for e in g.exceptions:
            show(e, d + 1)

def run(exc, body=None):
    try:
        try:
            raise exc
        except* ValueError as e:
            print("ValueError part")
            show(e)
        except* (TypeError, KeyError) as e:
            print("TypeError/KeyError part")
            show(e)
            if body:
                body()
        else:
            print("else")
        finally:
            print("finally")
    except BaseException as e:
        print("left:")
        show(e)

run(ExceptionGroup("g", [ValueError(1), TypeError(2), ValueError(3)]))
run(ExceptionGroup("g", [ValueError(1), ExceptionGroup("inner", [OSError(2), KeyError(3)])]))
run(ValueError("naked"))
run(OSError("unmatched"))
def fail():
    raise RuntimeError("in handler")
run(ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(4)]), fail)
def reraise():
    raise
run(ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(4)]), reraise)
try:
    try:
        pass
    except* ValueError:
        print("no")
    else:
        print("else ran")
finally:
    print("end")
try:
    try:
        raise ExceptionGroup("x", [ValueError(1)])
    except* ExceptionGroup:
        pass
except TypeError as e:
    print(e)
for i in range(2):
    try:
        raise ExceptionGroup("x", [ValueError(i)])
    except* ValueError as e:
        for x in e.exceptions:
            if i: break
            print(x)
try:
    e
except NameError as err:
    print(err)
g = ExceptionGroup("many", [ValueError(1), TypeError(2)])
print(g.split(ValueError), g.subgroup(lambda e: isinstance(e, TypeError)))
print(str(g), g.message, g.exceptions)
