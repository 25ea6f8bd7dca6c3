import asyncio


class Exchanger:
    def __init__(self):
        self._waiting = None

    async def exchange(self, value, timeout=None):
        if self._waiting is None:
            future = asyncio.get_running_loop().create_future()
            self._waiting = mine = (value, future)
            try:
                return await asyncio.wait_for(future, timeout)
            except (TimeoutError, asyncio.CancelledError):
                if self._waiting is mine:
                    self._waiting = None
                raise
        (other, future), self._waiting = self._waiting, None
        future.set_result(value)
        return other


async def trade(x, name, t):
    await asyncio.sleep(t)
    try:
        got = await x.exchange(name, 1)
    except TimeoutError:
        got = None
    print(f"{asyncio.get_running_loop().time():.1f} {name} got {got}")
    return name, got


async def main():
    x = Exchanger()
    print(await asyncio.gather(*(trade(x, n, t) for n, t in zip("abcde", (0, 0.5, 0.6, 2, 2.9)))))


asyncio.run(main())
