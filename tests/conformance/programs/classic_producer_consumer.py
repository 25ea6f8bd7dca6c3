"""Two producers, three consumers, a bounded queue and one sentinel per consumer."""
import asyncio
import random

DONE = object()


async def produce(name, queue, n, rng):
    for i in range(n):
        await asyncio.sleep(rng.random())
        item = (name, i)
        await queue.put(item)
        print(f"{name} put {item} size={queue.qsize()}")
    return n


async def consume(name, queue):
    total = 0
    while (item := await queue.get()) is not DONE:
        await asyncio.sleep(0.7)
        total += 1
        print(f"{name} took {item[0]}:{item[1]}")
    print(name, "ends after", total)
    return total


async def main():
    rng = random.Random(42)
    queue = asyncio.Queue(maxsize=2)
    consumers = [asyncio.create_task(consume(f"C{i}", queue)) for i in range(3)]
    made = await asyncio.gather(*(produce(p, queue, 4, rng) for p in "AB"))
    for _ in consumers:
        await queue.put(DONE)
    eaten = await asyncio.gather(*consumers)
    print(made, eaten, sum(made) == sum(eaten), queue.empty())


asyncio.run(main())
