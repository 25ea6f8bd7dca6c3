import asyncio
import functools
from collections import OrderedDict


def alru(maxsize=2):
    def decorator(fn):
        cache: OrderedDict = OrderedDict()
        hits = misses = 0

        @functools.wraps(fn)
        async def wrapper(*args):
            nonlocal hits, misses
            if args in cache:
                hits += 1
                cache.move_to_end(args)
            else:
                misses += 1
                cache[args] = asyncio.ensure_future(fn(*args))
                if len(cache) > maxsize:
                    old, _ = cache.popitem(last=False)
                    print("evicted", old)
            try:
                return await asyncio.shield(cache[args])
            except Exception:
                cache.pop(args, None)
                raise

        wrapper.info = lambda: {"hits": hits, "misses": misses, "size": len(cache)}
        wrapper.clear = cache.clear
        return wrapper
    return decorator


@alru(maxsize=2)
async def load(key):
    print("loading", key)
    await asyncio.sleep(1)
    if key == "bad":
        raise KeyError(key)
    return key * 2


async def main():
    print(await asyncio.gather(load("a"), load("a"), load("b")))
    print(await load("a"), await load("c"), await load("a"), await load("b"))
    print(load.info())
    for _ in range(2):
        try:
            await load("bad")
        except KeyError as e:
            print("KeyError", e)
    load.clear()
    print(load.info(), load.__name__)


asyncio.run(main())
