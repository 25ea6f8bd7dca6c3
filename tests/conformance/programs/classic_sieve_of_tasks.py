"""The sieve as a chain of tasks, one for each prime."""
import asyncio


async def numbers(out):
    n = 2
    while True:
        await out.put(n)
        n += 1


async def strain(prime, inbox, out):
    while True:
        n = await inbox.get()
        if n % prime:
            await out.put(n)


async def main():
    queue = asyncio.Queue(1)
    tasks = [asyncio.create_task(numbers(queue))]
    primes = []
    while len(primes) < 8:
        p = await queue.get()
        primes.append(p)
        following = asyncio.Queue(1)
        tasks.append(asyncio.create_task(strain(p, queue, following)))
        queue = following
    print(primes)
    for t in tasks:
        t.cancel()
    print(sum(isinstance(r, asyncio.CancelledError) for r in await asyncio.gather(*tasks, return_exceptions=True)))


asyncio.run(main())
