import asyncio


async def waits(f):
    await f


loop = asyncio.new_event_loop()
f = loop.create_future()
t = loop.create_task(waits(f))
loop.call_soon(loop.stop)
loop.run_forever()
print(t.done())
loop.close()
del f, t
print("end")
