import asyncio


async def f():
    return 1


asyncio.run(f())
loop = asyncio.new_event_loop()
loop.run_until_complete(f())
loop.close()
c = f()
for call in (lambda: loop.run_until_complete(c), lambda: loop.create_task(c), lambda: loop.call_later(1, f),
             lambda: loop.call_soon_threadsafe(print)):
    try:
        call()
    except RuntimeError as e:
        print(e)
c.close()
try:
    asyncio.create_task(c)
except RuntimeError as e:
    print(e)
q = asyncio.Queue()


async def use(q):
    await q.put(1)
    return await q.get()

print(asyncio.run(use(q)), asyncio.run(use(q)))


async def block(q):
    try:
        return await asyncio.wait_for(q.get(), 1)
    except (TimeoutError, RuntimeError) as e:
        return "is bound to a different event loop" in str(e), type(e).__name__

print(asyncio.run(block(q)), asyncio.run(block(q)))
