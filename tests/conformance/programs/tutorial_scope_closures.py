import asyncio

counter = 0


def make_counter(step):
    total = 0

    async def add(n=1):
        nonlocal total
        global counter
        await asyncio.sleep(0)
        total += n * step
        counter += 1
        return total

    add.step = step
    return add


async def compose(*fs):
    async def run(x):
        for f in fs:
            x = f(x)
            if asyncio.iscoroutine(x):
                x = await x
        return x
    return run


async def main():
    a, b = make_counter(1), make_counter(10)
    print(await asyncio.gather(a(), b(), a(5), b(2)), counter, a.step, b.step)
    f = await compose(lambda x: x + 1, a, str)
    print(await f(1), repr(await f(0)))
    try:
        print(undefined)
    except NameError as e:
        print(e)

    async def early():
        try:
            return late
        except NameError as e:
            return str(e)
    print(await early())
    late = 1
    print(await early(), sorted(k for k in globals() if not k.startswith("__")), "late" in locals())


asyncio.run(main())
