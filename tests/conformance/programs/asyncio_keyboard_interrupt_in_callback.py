import asyncio


def interrupt():
    raise KeyboardInterrupt("by hand")


async def main():
    try:
        asyncio.get_running_loop().call_later(0.1, interrupt)
        await asyncio.sleep(1)
        print("not reached")
    except asyncio.CancelledError:
        print("main cancelled")
        raise


try:
    asyncio.run(main())
except KeyboardInterrupt as e:
    print("caught", e.args)


async def direct():
    raise KeyboardInterrupt

try:
    asyncio.run(direct())
except KeyboardInterrupt as e:
    print("caught again", e.args)
