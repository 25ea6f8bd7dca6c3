import asyncio


async def child():
    try:
        print("body runs")
    finally:
        print("finally runs")


async def main():
    t = asyncio.create_task(child())
    print(t.cancel("early"), t.cancelling(), t.done(), t.cancelled())
    try:
        await t
    except asyncio.CancelledError as e:
        print("cancelled, done =", t.done(), e.args, repr(e))
    print(t.cancel(), t.cancelling())


asyncio.run(main())
