import asyncio

NAMES = ["Plato", "Kant", "Hume", "Marx", "Ada"]


class Fork:
    def __init__(self, n):
        self.n = n
        self.lock = asyncio.Lock()

    def __lt__(self, other):
        return self.n < other.n

    def __repr__(self):
        return f"Fork({self.n})"


async def philosopher(i, forks, meals, log):
    first, second = sorted((forks[i], forks[(i + 1) % len(forks)]))
    for _ in range(meals):
        await asyncio.sleep(0.1 * (i + 1))
        async with first.lock:
            async with second.lock:
                now = asyncio.get_running_loop().time()
                log.append(f"{now:.1f} {NAMES[i]:>5} eats with {first} and {second}")
                await asyncio.sleep(0.25)


async def main():
    forks = [Fork(i) for i in range(5)]
    log = []
    await asyncio.gather(*(philosopher(i, forks, 2, log) for i in range(5)))
    print("\n".join(log))
    print(any(f.lock.locked() for f in forks))


asyncio.run(main())
