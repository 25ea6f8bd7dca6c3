import asyncio


async def nothing():
    return 1


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0])


async def main():
    c = nothing()
    attempt(lambda: asyncio.run(c))
    await c
    loop = asyncio.get_running_loop()
    c = nothing()
    attempt(lambda: loop.run_until_complete(c))
    c.close()
    attempt(loop.close)
    attempt(loop.run_forever)
    attempt(asyncio.get_running_loop)
    attempt(lambda: type(asyncio.create_task(nothing())))


asyncio.run(main())
attempt(lambda: asyncio.run(5))
attempt(lambda: asyncio.run(nothing))
attempt(lambda: asyncio.run(None))
attempt(asyncio.get_running_loop)
attempt(asyncio.current_task)
attempt(lambda: asyncio.gather(5))


async def bad_args():
    for f in (lambda: asyncio.create_task(5), lambda: asyncio.create_task(nothing),
              lambda: asyncio.get_running_loop().call_soon(5), lambda: asyncio.get_running_loop().call_later(1, None),
              lambda: asyncio.get_running_loop().call_at(None, print), lambda: asyncio.get_running_loop().call_later(None, print),
              lambda: asyncio.get_running_loop().call_later("x", print), lambda: asyncio.get_running_loop().call_soon(),
              lambda: asyncio.gather(1, 2), lambda: asyncio.gather(nothing)):
        attempt(f)
    try:
        await asyncio.sleep("x")
    except TypeError as e:
        print(e)
    try:
        await asyncio.sleep(None)
    except TypeError as e:
        print(e)

asyncio.run(bad_args())
