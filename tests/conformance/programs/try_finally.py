# finally runs however the block is left, in this order.
def f(how):
    for i in range(2):
        try:
            print("try", how, i)
            if how == "return": return "returned"
            if how == "break": break
            if how == "continue": continue
            if how == "raise": raise ValueError(how)
        except ValueError as e:
            print("except", e)
        else:
            print("else")
        finally:
            print("finally", i)
    else:
        print("loop else")
    return "end"

for how in ("return", "break", "continue", "raise", "nothing"):
    print(f(how))

def override():
    try:
        return 1
    finally:
        return 2
print(override())
def swallow():
    try:
        raise ValueError
    finally:
        return "swallowed"
print(swallow())
def value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2
print(value_kept())
def nested():
    try:
        try:
            raise KeyError("a")
        finally:
            print("inner finally")
    except KeyError as e:
        print("outer", e)
        return "r"
    finally:
        print("outer finally")
print(nested())
def loop():
    while True:
        try:
            try:
                continue_once.pop()
                continue
            except IndexError:
                break
            finally:
                print("f1")
        finally:
            print("f2")
    return "out"
continue_once = [1]
print(loop())
def in_finally_loop():
    for i in range(3):
        try:
            raise ValueError(i)
        except ValueError:
            continue
        finally:
            for j in range(2):
                if j == 1: break
                print("cleanup", i, j)
in_finally_loop()
def deep():
    try:
        return "a"
    finally:
        try:
            return "b"
        finally:
            print("deepest")
print(deep())
def reraise_in_finally():
    try:
        try:
            raise ValueError("first")
        finally:
            raise KeyError("second")
    except KeyError as e:
        return repr(e), repr(e.__context__)
print(reraise_in_finally())
def with_return_in_except():
    for x in [1, 2]:
        try:
            1 / 0
        except ZeroDivisionError as e:
            return str(e)
print(with_return_in_except())
