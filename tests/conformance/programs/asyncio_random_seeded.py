import asyncio
import random

random.seed(42)


async def worker(n):
    for _ in range(3):
        await asyncio.sleep(random.random())
        print(n, random.randint(1, 100), random.choice("abcdef"))


async def main():
    await asyncio.gather(*(worker(i) for i in range(4)))
    items = list(range(10))
    random.shuffle(items)
    print(items, random.sample(range(100), 5), random.uniform(1, 2))
    print(random.randrange(0, 100, 7), random.choices("xyz", k=5), random.gauss(0, 1))
    r = random.Random(12345678901234567890)
    print(r.random(), r.getrandbits(40), r.expovariate(2.0))


asyncio.run(main())
