import asyncio


class Actor:
    def __init__(self):
        self.inbox = asyncio.Queue()
        self.task = asyncio.create_task(self._loop(), name=type(self).__name__)

    async def _loop(self):
        while True:
            message, args, reply = await self.inbox.get()
            if message == "stop":
                reply.set_result(None)
                break
            try:
                method = getattr(self, f"on_{message}")
                result = await method(*args)
            except Exception as e:
                reply.set_exception(e)
            else:
                reply.set_result(result)

    def tell(self, message, *args):
        reply = asyncio.get_running_loop().create_future()
        self.inbox.put_nowait((message, args, reply))
        return reply

    ask = tell


class Account(Actor):
    def __init__(self, balance):
        self.balance = balance
        super().__init__()

    async def on_deposit(self, amount):
        self.balance += amount
        return self.balance

    async def on_withdraw(self, amount):
        if amount > self.balance:
            raise ValueError(f"only {self.balance} left")
        await asyncio.sleep(0.1)
        self.balance -= amount
        return self.balance

    async def on_transfer(self, other, amount):
        await self.on_withdraw(amount)
        return await other.ask("deposit", amount)


async def main():
    a, b = Account(100), Account(0)
    print(await a.ask("deposit", 50), await a.ask("transfer", b, 120), b.balance)
    print(await asyncio.gather(*(a.ask("withdraw", 20) for _ in range(3)), return_exceptions=True))
    try:
        await b.ask("fly")
    except AttributeError as e:
        print(e)
    await asyncio.gather(a.ask("stop"), b.ask("stop"))
    await asyncio.sleep(0)
    print(a.task.done(), b.task.get_name())


asyncio.run(main())
