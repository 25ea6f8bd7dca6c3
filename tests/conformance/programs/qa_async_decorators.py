import asyncio
import functools
import inspect


def timed(f):
    if inspect.iscoroutinefunction(f):
        @functools.wraps(f)
        async def wrapper(*a, **k):
            start = asyncio.get_running_loop().time()
            try:
                return await f(*a, **k)
            finally:
                print(f"{f.__name__} took {asyncio.get_running_loop().time() - start:.1f}")
    else:
        @functools.wraps(f)
        def wrapper(*a, **k):
            print(f"{f.__name__} is sync")
            return f(*a, **k)
    return wrapper


class limited:
    def __init__(self, n):
        self.n = n

    def __call__(self, f):
        sem = None

        async def wrapper(*a):
            nonlocal sem
            sem = sem or asyncio.Semaphore(self.n)
            async with sem:
                return await f(*a)
        return wrapper


@timed
@limited(2)
async def first(x):
    await asyncio.sleep(x)
    return x


class Service:
    @timed
    async def method(self, x=1):
        return await first(x)

    @staticmethod
    @timed
    def plain(y):
        return y

    @classmethod
    async def make(cls):
        await asyncio.sleep(0)
        return cls()


async def main():
    s = await Service.make()
    print(await s.method(), s.plain(3), Service.method.__name__)
    print(await asyncio.gather(*map(first, (1, 1, 1))))


asyncio.run(main())
