import asyncio


async def other():
    try:
        await asyncio.sleep(5)
    finally:
        print("other cleaned up")


async def quits():
    await asyncio.sleep(0.1)
    raise SystemExit(7)


async def main():
    t = asyncio.create_task(other())
    u = asyncio.create_task(quits())
    try:
        await asyncio.gather(t, u)
    except BaseException as e:
        print("main got", repr(e))
        raise


try:
    asyncio.run(main())
except SystemExit as e:
    print("exit", e.code)
raise SystemExit(3)
