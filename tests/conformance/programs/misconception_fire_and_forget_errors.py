"""An exception in a task that nobody awaits is not raised anywhere; it is logged when the task dies."""
import asyncio


async def fails():
    raise RuntimeError("nobody hears")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, ctx: print("handler:", ctx["message"], repr(ctx.get("exception"))))
    t = asyncio.create_task(fails())
    await asyncio.sleep(1)
    print("main goes on", t.done())
    del t
    print("dropped")
    t = asyncio.create_task(fails())
    await asyncio.sleep(0)
    print("looked:", repr(t.exception()))
    del t
    t = asyncio.create_task(fails())
    t.add_done_callback(lambda t: print("callback saw", t.exception()))
    await asyncio.sleep(0)
    del t
    await asyncio.sleep(0)
    print("end")


asyncio.run(main())
