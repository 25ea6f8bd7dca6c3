# Programs from before asyncio.run(): get_event_loop() makes the main thread's loop.
import asyncio


async def say(what, after):
    await asyncio.sleep(after)
    print(what)
    return what


loop = asyncio.get_event_loop()
print(loop.is_running(), loop.is_closed(), asyncio.get_event_loop() is loop)
print(loop.run_until_complete(say("hello", 1)))
print(loop.run_until_complete(asyncio.gather(say("b", 2), say("a", 1))))
task = loop.create_task(say("task", 0.5))
loop.run_until_complete(task)
print(task.done(), task.result())
future = asyncio.Future()
loop.call_later(1, future.set_result, "later")
print(loop.run_until_complete(future), future.get_loop() is loop)
done, pending = loop.run_until_complete(asyncio.wait([loop.create_task(say(i, i)) for i in range(3)]))
print(sorted(t.result() for t in done), pending)


async def forever():
    for i in range(3):
        print("tick", i)
        await asyncio.sleep(1)
    loop.stop()


print(asyncio.ensure_future(forever(), loop=loop).done())
loop.run_forever()
print("stopped", round(loop.time(), 3))
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
loop.close()
print(asyncio.get_event_loop() is loop, loop.is_closed())
try:
    loop.run_until_complete(asyncio.sleep(0))
except RuntimeError as e:
    print(e)
second = asyncio.new_event_loop()
asyncio.set_event_loop(second)
print(asyncio.get_event_loop() is second, second.run_until_complete(say("second", 1)))
second.close()
asyncio.set_event_loop(None)
try:
    asyncio.get_event_loop()
except RuntimeError as e:
    print(e)


async def main():
    return asyncio.get_event_loop() is asyncio.get_running_loop()


print(asyncio.run(main()))
try:
    asyncio.get_event_loop()
except RuntimeError as e:
    print(e)
