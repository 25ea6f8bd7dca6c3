import asyncio


async def source(name, delay, value, fail=False):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print(f"  {name} cancelled")
        raise
    if fail:
        raise ConnectionError(name)
    return f"{name}:{value}"


async def with_fallbacks(*attempts, timeout):
    errors = []
    for attempt in attempts:
        try:
            async with asyncio.timeout(timeout) as scope:
                return await attempt
        except TimeoutError:
            errors.append(f"timeout expired={scope.expired()}")
        except ConnectionError as e:
            errors.append(repr(e))
    raise LookupError(errors)


async def first_ok(coros):
    tasks = [asyncio.create_task(c) for c in coros]
    while tasks:
        done, tasks = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for t in done:
            if t.exception() is None:
                for other in tasks:
                    other.cancel()
                return t.result()
            print("  ignored", repr(t.exception()))
    raise LookupError("nobody")


async def main():
    print(await with_fallbacks(source("slow", 9, 1), source("bad", 0.1, 2, True), source("good", 0.2, 3), timeout=1))
    try:
        await with_fallbacks(source("x", 9, 1), source("y", 0, 1, True), timeout=0.1)
    except LookupError as e:
        print(e)
    print(await first_ok([source("a", 0.1, 1, True), source("b", 0.3, 2), source("c", 5, 3)]))
    await asyncio.sleep(0)
    try:
        await first_ok([source("a", 0.1, 1, True), source("b", 0.2, 2, True)])
    except LookupError as e:
        print(e)


asyncio.run(main())
