class P:
    def __init__(self, v): self.v = v
    def __await__(self):
        try:
            return (yield self.v)
        finally:
            print("P done", self.v)

def run(c, *sends):
    out = []
    try:
        out.append(c.send(None))
        for s in sends:
            out.append(c.throw(s) if isinstance(s, BaseException) else c.send(s))
        out.append("suspended")
    except StopIteration as e:
        out.append(("ret", e.value))
    except BaseException as e:
        out.append(("exc", repr(e), repr(e.__context__)))
    print(out)

async def a():
    try:
        return await P(1)
    except ValueError as e:
        print("a caught", e)
        return await P(2)
async def b():
    async with CM("b"):
        r = await a()
        return r
class CM:
    def __init__(self, n): self.n = n
    async def __aenter__(self):
        await P("enter " + self.n); return self
    async def __aexit__(self, t, v, tb):
        await P("exit " + self.n)
        print("aexit", self.n, t.__name__ if t else None)
        return t is LookupError
run(b(), 0, 10, 0)
run(b(), 0, ValueError("x"), 20, 0)
run(b(), 0, LookupError("swallow"), 0)
run(b(), 0, KeyError("k"), 0)
run(b(), KeyError("in aenter"))
async def fin():
    try:
        await P("body")
    finally:
        await P("cleanup")
        print("cleaned")
run(fin(), KeyError("k"), 0)
c = fin(); c.send(None)
try:
    c.close()
except RuntimeError as e:
    print("close:", e)
del c
async def loop():
    total = 0
    for i in range(3):
        try:
            total += await P(i)
        except ArithmeticError:
            continue
        else:
            if total > 5: break
    else:
        return "exhausted", total
    return "broken", total
run(loop(), 1, ZeroDivisionError(), 2)
run(loop(), 6)
async def comp():
    return [await P(i) for i in range(2)], {k: await P(k) async for k in agen()}
async def agen():
    for i in "xy":
        await P("ag" + i)
        yield i
run(comp(), 0, 1, 2, 3, 4, 5)
async def lam():
    f = lambda: P("lam")
    return await f(), await (await nested())
async def nested(): return P("deep")
run(lam(), 1, 2)
async def cond(): return (await P(1)) if (await P(0)) else (await P(2))
run(cond(), True, "yes"); run(cond(), False, "no")
async def raises(): raise KeyError("from coroutine")
async def outer():
    try: await raises()
    except KeyError: await P("handling"); raise
run(outer(), 0)
async def self_await():
    await me
me = self_await()
run(me)
