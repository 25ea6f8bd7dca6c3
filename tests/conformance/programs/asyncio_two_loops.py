import asyncio

a = asyncio.new_event_loop()
b = asyncio.new_event_loop()
fa = a.create_future()
print(fa.get_loop() is a, fa.get_loop() is b)


async def main(n):
    return n, asyncio.get_running_loop() is (a if n == 1 else b), asyncio.current_task().get_name()

print(a.run_until_complete(main(1)))
print(b.run_until_complete(main(2)))
a.call_later(1, print, "a fires")
b.call_later(0.5, b.stop)
b.run_forever()
print("b ran", round(b.time() - a.time(), 3))
a.call_later(2, a.stop)
a.run_forever()
print(a.time() > 2)
asyncio.set_event_loop(a)
print(asyncio.get_event_loop() is a)
asyncio.set_event_loop(None)
a.close()
b.close()
print(asyncio.run(main(3)))
try:
    a.run_until_complete(fa)
except RuntimeError as e:
    print(e)
try:
    asyncio.get_event_loop()
except RuntimeError as e:
    print(e)
