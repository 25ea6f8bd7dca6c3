# Coroutines driven by hand: no loop needed.
class Suspend:
    def __init__(self, tag):
        self.tag = tag
    def __await__(self):
        got = yield ("suspended", self.tag)
        return ("resumed", self.tag, got)

async def leaf(n):
    print("leaf", n)
    try:
        r = await Suspend(n)
        print("leaf got", r)
    finally:
        print("leaf finally")
    return n * 10

async def middle():
    a = await leaf(1)
    b = await leaf(2)
    return a + b

async def top():
    try:
        return await middle()
    except KeyError as e:
        print("top caught", e)
        return "recovered"

c = top()
print(type(c).__name__, c.__name__, c.cr_await, c.cr_running)
print(c.send(None))
print(c.cr_await.__name__, c.cr_await.cr_await.__name__)
print(c.send("A"))
try:
    c.send("B")
except StopIteration as e:
    print("result", e.value)
try:
    c.send(None)
except RuntimeError as e:
    print(e)
c = top()
c.send(None)
try:
    c.throw(KeyError("thrown"))
except StopIteration as e:
    print("result", e.value)
c = top()
c.send(None)
c.close()
try:
    top().send(1)
except TypeError as e:
    print(e)
async def bad():
    await 5
try:
    bad().send(None)
except TypeError as e:
    print(e)
async def leak():
    raise StopIteration(3)
try:
    leak().send(None)
except RuntimeError as e:
    print(e, repr(e.__cause__))
async def share(c):
    await c
inner = leaf(7)
s1, s2 = share(inner), share(inner)
s1.send(None)
try:
    s2.send(None)
except RuntimeError as e:
    print(e)
s1.close()
class Manual:
    def __await__(self):
        return iter([1, 2])
async def m():
    return await Manual()
c = m()
print(c.send(None), c.send(None))
try:
    c.send(None)
except StopIteration as e:
    print(e.value)
w = leaf(9).__await__()
print(type(w).__name__, next(w))
try:
    w.send("direct")
except StopIteration as e:
    print(e.value)
class Wrong:
    def __await__(self):
        return 5
async def wrong():
    await Wrong()
try:
    wrong().send(None)
except TypeError as e:
    print(e)
async def iterate():
    for x in leaf(1):
        pass
try:
    iterate().send(None)
except TypeError as e:
    print(e)
done = leaf(3)
done.close()
try:
    done.send(None)
except RuntimeError as e:
    print(e)
