import asyncio
import contextvars

v = contextvars.ContextVar("v", default="unset")


async def main():
    loop = asyncio.get_running_loop()
    v.set("main")
    ctx = contextvars.copy_context()
    ctx.run(v.set, "ctx")
    loop.call_soon(lambda: print("soon", v.get()), context=ctx)
    loop.call_soon(print, "nothing", context=ctx)
    loop.call_later(0, lambda: print("later", v.get()), context=ctx)
    f = loop.create_future()
    f.add_done_callback(lambda f: print("done", v.get()), context=ctx)
    f.set_result(1)
    loop.call_soon(lambda: print("plain", v.get()))
    await asyncio.sleep(0.1)


asyncio.run(main())
