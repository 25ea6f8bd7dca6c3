import asyncio


async def child(f):
    try:
        print("got", await f)
    except asyncio.CancelledError:
        print("cancelled though f.result() ==", f.result())


async def main():
    f = asyncio.get_running_loop().create_future()
    t = asyncio.create_task(child(f))
    await asyncio.sleep(0)
    f.set_result(42)
    print("cancel ->", t.cancel())
    await t
    print(t.cancelled(), t.result(), t.cancelling())


asyncio.run(main())
