import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")


async def show(label):
    await asyncio.sleep(0)
    print(label, user.get())


async def change(name):
    token = user.set(name)
    await show(f"in {name}")
    user.reset(token)
    await show("reset")
    user.set(name + "!")


async def main():
    user.set("main")
    await asyncio.gather(change("a"), change("b"))
    await show("main after tasks")
    await change("c")
    await show("main after plain await")
    ctx = contextvars.copy_context()
    ctx.run(user.set, "in copy")
    await asyncio.create_task(show("task in ctx"), context=ctx)
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: print("callback", user.get()))
    await asyncio.sleep(0)
    print(ctx[user], user in ctx, len(list(ctx.keys())) >= 1)


asyncio.run(main())
print(user.get())
