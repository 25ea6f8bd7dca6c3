"""How do I call an async function from sync code?"""
import asyncio
import functools


def synchronous(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        return asyncio.run(f(*args, **kwargs))
    return wrapper


@synchronous
async def download(url, *, times=1):
    await asyncio.sleep(0.1)
    return f"{url} " * times


class Client:
    async def get(self, x):
        await asyncio.sleep(0)
        return x

    def get_sync(self, x):
        with asyncio.Runner() as runner:
            return runner.run(self.get(x))


print(download("a"), download("b", times=2), download.__name__)
print(Client().get_sync([1]))
loop = asyncio.new_event_loop()
print(loop.run_until_complete(asyncio.wait_for(Client().get("x"), 1)))
loop.close()
