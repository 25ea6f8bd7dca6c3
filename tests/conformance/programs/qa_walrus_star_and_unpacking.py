import asyncio


async def pair(n):
    await asyncio.sleep(0)
    return n, n * n


async def kw(*args, sep="-", **rest):
    await asyncio.sleep(0)
    return sep.join(map(str, args)), rest


async def main():
    a, (b, *c) = 1, await pair(3)
    print(a, b, c, *await pair(2), {**{"x": 1}, "y": (await pair(4))[1]})
    first, *_, last = [await pair(i) for i in range(4)]
    print(first, last)
    while (n := (await pair(a))[1]) < 50:
        a += n
        print("a", a, end=" ")
    print(n)
    print(await kw(1, *range(2), sep="+", **{"k": 3}))
    print((await pair(5))[1] if (await pair(0))[0] else await kw())
    x = y = await pair(1)
    x, y = y[0], x
    print(x, y, not await pair(1), (await pair(2))[0] < (await pair(3))[0] < 10)
    print(f"{(await pair(7))[1]:>{(await pair(3))[1]}}|{await pair(1)=}")
    assert await pair(1), "never"
    del x, y
    d = {}
    d["k"], d[await pair(1)] = await pair(6)
    print(d, lambda_ := (lambda *a: a)(*await pair(8)))


asyncio.run(main())
