import asyncio


async def child(n):
    try:
        await asyncio.sleep(n)
        return n
    except asyncio.CancelledError:
        print("child", n, "cancelled")
        raise


async def main():
    me = asyncio.current_task()
    asyncio.get_running_loop().call_later(1.5, me.cancel, "enough")
    try:
        await asyncio.gather(child(1), child(2), child(3))
    except asyncio.CancelledError as e:
        print("main cancelled", e.args, me.cancelling())
        me.uncancel()
    print(await asyncio.gather(child(0), child(0.1)))


asyncio.run(main())
