"""Between two awaits nobody interferes; across an await somebody may."""
import asyncio


class Account:
    def __init__(self):
        self.balance = 100

    async def add_safe(self, n):
        value = self.balance
        value += n
        self.balance = value
        await asyncio.sleep(0)

    async def add_racy(self, n):
        value = self.balance
        await asyncio.sleep(0)
        self.balance = value + n

    async def add_subtle(self, n):
        self.balance += await self.fetch(n)

    async def fetch(self, n):
        await asyncio.sleep(0)
        return n


async def main():
    for method in (Account.add_safe, Account.add_racy, Account.add_subtle):
        a = Account()
        await asyncio.gather(*(method(a, 1) for _ in range(10)))
        print(method.__qualname__, a.balance)
    a, lock = Account(), asyncio.Lock()

    async def locked():
        async with lock:
            await a.add_racy(1)

    await asyncio.gather(*(locked() for _ in range(10)))
    print("locked", a.balance)


asyncio.run(main())
