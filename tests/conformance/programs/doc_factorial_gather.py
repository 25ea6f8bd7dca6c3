import asyncio


async def factorial(name, number):
    f = 1
    for i in range(2, number + 1):
        print(f"Task {name}: Compute factorial({number}), currently i={i}...")
        await asyncio.sleep(1)
        f *= i
    print(f"Task {name}: factorial({number}) = {f}")
    return f


async def main():
    L = await asyncio.gather(factorial("A", 2), factorial("B", 3), factorial("C", 4))
    print(L)
    same = factorial("S", 1)
    print(await asyncio.gather(same, same))
    print(await asyncio.gather())
    f = asyncio.gather(factorial("D", 2), asyncio.sleep(0, "x"))
    print(type(f).__name__, f.done())
    print(await f, f.done())


asyncio.run(main())
