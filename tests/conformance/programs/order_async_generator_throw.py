class Hop:
    def __await__(self):
        x = yield "hop"
        print("  hop got", x)
async def g(how):
    try:
        yield 0
    except KeyError as e:
        print("  g got", repr(e))
        await Hop()
        if how == 1:
            yield 5
        if how == 2:
            return
        if how == 3:
            raise ValueError from None
        raise
    finally:
        print("  finally")
        await Hop()

def drive(f, *a):
    try:
        return ("yielded", f(*a))
    except BaseException as e:
        return repr(e)

for make in ("aclose", "asend", "athrow", "__anext__"):
    for how in range(4):
        for error in (KeyError("k"), GeneratorExit(), ValueError("v")):
            ag = g(how)
            print(make, how, repr(error), drive(ag.__anext__().send, None))
            c = getattr(ag, make)(*{"asend": (1,), "athrow": (OSError,)}.get(make, ()))
            print("  throw:", drive(c.throw, error))
            for i in range(4):
                print("  send:", drive(c.send, i or None))
            c.close()
            ag = c = d = None
