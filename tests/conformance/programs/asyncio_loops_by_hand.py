import asyncio


async def work(n):
    await asyncio.sleep(n)
    return n


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(loop.is_running(), loop.is_closed(), loop)
print(loop.run_until_complete(work(0.5)), loop.time() > 0.5)
print(loop.run_until_complete(asyncio.gather(work(0.2), work(0.1))))
loop.call_soon(print, "before stop")
loop.stop()
loop.run_forever()
loop.call_soon(print, "in batch 1")
loop.call_soon(loop.stop)
loop.call_soon(print, "in batch 2")
loop.call_soon(lambda: loop.call_soon(print, "next batch"))
loop.run_forever()
print("stopped")
loop.call_later(0.3, loop.stop)
loop.run_forever()
f = loop.create_future()
loop.call_later(0.1, f.set_result, "set")
print(loop.run_until_complete(f), loop.run_until_complete(f))
t = loop.create_task(work(5))
loop.call_later(1, loop.stop)
try:
    loop.run_until_complete(t)
except RuntimeError as e:
    print(e, t.done())
print(loop.run_until_complete(t))
try:
    loop.run_until_complete(5)
except TypeError as e:
    print(e)
print(asyncio.get_event_loop() is loop)
loop.run_until_complete(loop.shutdown_asyncgens())
loop.run_until_complete(loop.shutdown_default_executor())
loop.close()
loop.close()
print(loop.is_closed(), loop)
for f in (loop.run_forever, lambda: loop.call_soon(print), lambda: loop.call_later(1, print)):
    try:
        f()
    except RuntimeError as e:
        print(e)
