import asyncio


async def good():
    while True:
        try:
            await asyncio.sleep(1)
        except Exception as e:
            print("good swallowed", repr(e))


async def bad():
    n = 0
    while n < 3:
        try:
            await asyncio.sleep(1)
        except BaseException as e:
            n += 1
            print("bad swallowed", repr(e))
        except:
            print("never")


async def bare():
    try:
        await asyncio.sleep(1)
    except:
        print("bare swallowed")


async def main():
    for f in (good, bad, bare):
        t = asyncio.create_task(f(), name=f.__name__)
        await asyncio.sleep(0)
        for _ in range(3):
            t.cancel()
            await asyncio.sleep(0)
        await asyncio.wait([t])
        print(t.get_name(), t.cancelled(), t.done())


asyncio.run(main())
