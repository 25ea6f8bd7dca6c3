import asyncio


async def inner():
    x = await asyncio.sleep(0, "zero")
    print("got", x)
    return 5


async def outer():
    return await inner() + 1


c = outer()
print(c.send(None))
try:
    c.send(None)
except StopIteration as e:
    print("returned", e.value)
c = asyncio.sleep(0)
print(c.send(None))
try:
    c.send(None)
except StopIteration as e:
    print("returned", e.value)
c = outer()
c.send(None)
try:
    c.throw(KeyError("thrown"))
except KeyError as e:
    print(repr(e))
c = outer()
c.send(None)
c.close()
try:
    c.send(None)
except RuntimeError as e:
    print(e)
c = asyncio.sleep(1)
try:
    c.send(None)
except RuntimeError as e:
    print(e)
w = outer().__await__()
print(next(w))
w.close()
