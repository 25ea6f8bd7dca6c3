def drive(coro):
    while True:
        try:
            print("loop sees", coro.send(None))
        except StopIteration as e:
            return e.value

class Wait:
    def __init__(self, t): self.t = t
    def __await__(self):
        yield self.t

async def agen(n):
    try:
        for i in range(n):
            await Wait(("wait", i))
            got = yield i
            if got: print("got", got)
    except ValueError as e:
        print("agen caught", e)
        yield "recovered"
    finally:
        print("agen finally")

async def main():
    async for v in agen(2):
        print("item", v)
    else:
        print("else")
    print([v async for v in agen(3) if v != 1], {v: v async for v in agen(1)})
    g = agen(3)
    print(await g.asend(None), await g.asend("hello"), await g.athrow(ValueError("x")))
    try:
        await g.__anext__()
    except StopAsyncIteration as e:
        print("stop", e.args)
    g = agen(3)
    await anext(g)
    await g.aclose()
    print(await anext(g, "default"))
    await g.aclose()
    async for v in agen(5):
        if v == 1: break
        print("v", v)
    gen = (x * 2 async for x in agen(2))
    print(type(gen).__name__, [x async for x in gen])
    try:
        async for x in 5: pass
    except TypeError as e:
        print(e)
    g = agen(1)
    try:
        await g.asend("early")
    except TypeError as e:
        print(e)
    a = g.asend(None)
    await a
    try:
        await a
    except RuntimeError as e:
        print(e)
    async def leaks():
        yield 1
        raise StopAsyncIteration
    try:
        async for x in leaks(): print(x)
    except RuntimeError as e:
        print(e, repr(e.__cause__))
    return "main result"

class AIter:
    def __init__(self): self.n = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.n += 1
        if self.n > 2: raise StopAsyncIteration
        return self.n
class ACM:
    async def __aenter__(self):
        await Wait("enter")
        return "entered"
    async def __aexit__(self, t, v, tb):
        await Wait("exit")
        print("aexit", t and t.__name__, v)
        return t is KeyError
async def second():
    async for x in AIter(): print(x)
    async with ACM() as a, ACM():
        print(a)
    async with ACM():
        raise KeyError("swallowed")
    try:
        async with ACM():
            raise ValueError("through")
    except ValueError as e:
        print("through", e)
    for i in range(2):
        async with ACM():
            if i: break
            continue
    async with ACM():
        return await third()
async def third():
    return [await x for x in (fourth(i) for i in range(2))]
async def fourth(i):
    await Wait(i)
    return i
print(drive(main()))
print(drive(second()))
