import asyncio


async def inner(lock):
    async with lock:
        return "inside twice"


async def outer(lock):
    async with lock:
        try:
            return await asyncio.wait_for(inner(lock), 1)
        except TimeoutError:
            return "an asyncio.Lock is not reentrant"


class RLock:
    def __init__(self):
        self._lock, self._owner, self._depth = asyncio.Lock(), None, 0

    async def __aenter__(self):
        me = asyncio.current_task()
        if self._owner is not me:
            await self._lock.acquire()
            self._owner = me
        self._depth += 1
        return self._depth

    async def __aexit__(self, *exc):
        self._depth -= 1
        if not self._depth:
            self._owner = None
            self._lock.release()


async def nested(lock, n, log):
    async with lock as depth:
        log.append((n, depth))
        await asyncio.sleep(0)
        if n % 10 < 2:
            await nested(lock, n + 1, log)


async def main():
    print(await outer(asyncio.Lock()))
    log, lock = [], RLock()
    await asyncio.gather(nested(lock, 10, log), nested(lock, 20, log))
    print(log)
    plain = asyncio.Lock()
    await plain.acquire()
    asyncio.get_running_loop().call_later(1, plain.release)
    async with plain:
        print("released by somebody else")


asyncio.run(main())
