"""The compute/print_sum of old, and what a diagram of it would show."""
import asyncio


async def compute(x, y):
    print("Compute %s + %s ..." % (x, y))
    await asyncio.sleep(1.0)
    return x + y


async def print_sum(x, y):
    result = await compute(x, y)
    print("%s + %s = %s" % (x, y, result))


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
loop.run_until_complete(print_sum(1, 2))
tasks = [loop.create_task(print_sum(i, i)) for i in range(2)]
loop.run_until_complete(asyncio.gather(*tasks))
print(asyncio.get_event_loop() is loop)
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
try:
    loop.run_until_complete(asyncio.sleep(0))
except RuntimeError as e:
    print(e)
