"""Several things that are errors, tried with compile-like care."""
import asyncio


async def gen():
    yield 1


async def coro():
    return [1, 2]


async def main():
    tests = {
        "for over async gen": lambda: [x for x in gen()],
        "for over coroutine": lambda: list(coro_obj),
        "index a coroutine": lambda: coro_obj[0],
        "call a coroutine": lambda: coro_obj(),
        "add coroutines": lambda: coro_obj + coro_obj,
        "len": lambda: len(coro_obj),
        "with lock": lambda: asyncio.Lock().__enter__,
        "attribute": lambda: coro_obj.result,
    }
    coro_obj = coro()
    for name, test in tests.items():
        try:
            print(name, test())
        except (TypeError, AttributeError) as e:
            print(f"{name}: {type(e).__name__}: {e}")
    for thing in (3, [1], "s", gen(), None, gen):
        try:
            await thing
        except TypeError as e:
            print(e)
    try:
        async with main:
            pass
    except TypeError as e:
        print(e)
    print(await coro_obj)


asyncio.run(main())
