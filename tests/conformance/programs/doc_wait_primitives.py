import asyncio


async def foo(n, fail=False):
    await asyncio.sleep(n)
    if fail:
        raise ValueError(n)
    return n


async def main():
    tasks = [asyncio.create_task(foo(n), name=f"foo-{n}") for n in (3, 1, 2)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print([t.get_name() for t in done], sorted(t.get_name() for t in pending))
    done, pending = await asyncio.wait(pending, timeout=1.5)
    print([t.get_name() for t in done], [t.get_name() for t in pending])
    done, pending = await asyncio.wait(pending)
    print([t.result() for t in done], pending)
    tasks = [asyncio.create_task(foo(n, n == 2)) for n in (3, 1, 2)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(len(done), len(pending), [t.exception() for t in tasks if t.done()])
    await asyncio.wait(tasks)
    for bad in ([], None, [foo(1)]):
        try:
            await asyncio.wait(bad)
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
    try:
        await asyncio.wait(tasks, return_when="SOON")
    except ValueError as e:
        print(e)


import warnings
warnings.simplefilter("ignore")
asyncio.run(main())
