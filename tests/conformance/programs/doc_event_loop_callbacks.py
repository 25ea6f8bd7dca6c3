import asyncio


def hello_world(loop):
    print("Hello World")
    loop.stop()


def display_tick(end_time, loop):
    print(f"tick {loop.time():.0f}")
    if loop.time() + 1.0 < end_time:
        loop.call_later(1, display_tick, end_time, loop)
    else:
        loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(hello_world, loop)
try:
    loop.run_forever()
finally:
    loop.close()
print(loop.is_closed(), loop.is_running())

loop = asyncio.new_event_loop()
loop.call_soon(display_tick, loop.time() + 5.0, loop)
loop.call_soon(lambda: print("Hello", flush=True))
handle = loop.call_later(2.5, print, "never")
loop.call_later(1.5, handle.cancel)
at = loop.call_at(loop.time() + 3.5, print, "at three and a half")
print(handle.cancelled(), at.when() > handle.when(), at == at)
loop.run_forever()
print(handle.cancelled(), loop.run_until_complete(asyncio.sleep(1, "result", )))


async def set_after(fut, delay, value):
    await asyncio.sleep(delay)
    fut.set_result(value)

future = loop.create_future()
loop.create_task(set_after(future, 1, "... world"))
print("hello ...", loop.run_until_complete(future))
loop.close()
for call in (lambda: loop.call_soon(print), lambda: loop.run_forever(), lambda: loop.close()):
    try:
        print(call())
    except RuntimeError as e:
        print(e)
