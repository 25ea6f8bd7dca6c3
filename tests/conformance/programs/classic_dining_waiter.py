import asyncio


async def main():
    forks = [asyncio.Lock() for _ in range(4)]
    waiter = asyncio.BoundedSemaphore(3)
    order = []

    async def eat(i):
        for meal in range(2):
            async with waiter:
                await forks[i].acquire()
                await asyncio.sleep(0.01)
                try:
                    async with forks[i - 1]:
                        order.append(i)
                        await asyncio.sleep(0.1)
                finally:
                    forks[i].release()

    async with asyncio.timeout(60):
        await asyncio.gather(*map(eat, range(4)))
    print(order, {i: order.count(i) for i in range(4)})
    try:
        waiter.release()
    except ValueError as e:
        print(type(e).__name__, e)


asyncio.run(main())
