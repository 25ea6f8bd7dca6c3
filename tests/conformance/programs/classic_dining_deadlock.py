"""Everybody takes the left fork first: nobody eats; a timeout resolves it."""
import asyncio


async def philosopher(i, forks):
    left, right = forks[i], forks[(i + 1) % 3]
    async with left:
        print(i, "has left")
        await asyncio.sleep(0)
        async with right:
            print(i, "eats")
    return i


async def main():
    forks = [asyncio.Lock() for _ in range(3)]
    tasks = [asyncio.create_task(philosopher(i, forks), name=f"P{i}") for i in range(3)]
    done, pending = await asyncio.wait(tasks, timeout=1)
    print(len(done), sorted(t.get_name() for t in pending))
    print([f.locked() for f in forks])
    tasks[0].cancel("you first")
    print(await asyncio.gather(*tasks, return_exceptions=True))
    print([f.locked() for f in forks])


asyncio.run(main())
