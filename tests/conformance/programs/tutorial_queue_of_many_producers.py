import asyncio
import itertools as it
import random


async def makeitem(rng, size: int = 5) -> str:
    return bytes(rng.randrange(256) for _ in range(size)).hex()


async def randsleep(rng, caller=None) -> None:
    i = rng.randint(0, 10)
    if caller:
        print(f"{caller} sleeping for {i} seconds.")
    await asyncio.sleep(i)


async def produce(name: int, q: asyncio.Queue, rng) -> None:
    n = rng.randint(0, 3)
    for _ in it.repeat(None, n):
        await randsleep(rng, caller=f"Producer {name}")
        i = await makeitem(rng)
        await q.put((i, asyncio.get_running_loop().time()))
        print(f"Producer {name} added <{i}> to queue.")


async def consume(name: int, q: asyncio.Queue, rng) -> None:
    while True:
        await randsleep(rng, caller=f"Consumer {name}")
        i, t = await q.get()
        now = asyncio.get_running_loop().time()
        print(f"Consumer {name} got element <{i}> in {now - t:0.3f} seconds.")
        q.task_done()


async def main(nprod: int, ncon: int):
    rng = random.Random(444)
    q = asyncio.Queue()
    producers = [asyncio.create_task(produce(n, q, rng)) for n in range(nprod)]
    consumers = [asyncio.create_task(consume(n, q, rng)) for n in range(ncon)]
    await asyncio.gather(*producers)
    await q.join()
    for c in consumers:
        c.cancel()


asyncio.run(main(3, 4))
