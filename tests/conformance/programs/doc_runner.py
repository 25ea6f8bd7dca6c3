import asyncio
import contextvars

var = contextvars.ContextVar("var", default="unset")


async def main(n):
    await asyncio.sleep(0.1)
    old = var.get()
    var.set(n)
    return n, old


with asyncio.Runner() as runner:
    print(runner.run(main(1)), runner.run(main(2)))
    loop = runner.get_loop()
    print(loop.is_running(), loop.is_closed(), loop.get_debug())
    context = contextvars.copy_context()
    print(runner.run(main(3), context=context), context[var], var.get())
    print(runner.run(main(4)))
print(loop.is_closed())
try:
    runner.run(asyncio.sleep(0))
except RuntimeError as e:
    print(e)
for thing in (main, 3, asyncio.sleep):
    try:
        asyncio.run(thing)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, str(e)[:24])


async def outer():
    coro = main(1)
    try:
        asyncio.run(coro)
    except RuntimeError as e:
        print(e)
    coro.close()

asyncio.run(outer())
with asyncio.Runner(debug=True) as runner:
    print(runner.get_loop().get_debug())
