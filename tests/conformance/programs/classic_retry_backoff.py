"""Retry with exponential back-off and seeded jitter, as a decorator with arguments."""
import asyncio
import functools
import logging
import random
import sys

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)-7s %(name)s: %(message)s")
log = logging.getLogger("retry")
rng = random.Random(7)


class Flaky(Exception):
    """A fault that goes away."""


def retry(times=3, *, base=0.1, on=(Flaky,)):
    def decorate(function):
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return await function(*args, **kwargs)
                except on as e:
                    if attempt == times:
                        log.error("%s gave up after %d: %r", function.__name__, attempt, e)
                        raise
                    delay = base * 2 ** (attempt - 1) * (1 + rng.random() / 10)
                    log.warning("attempt %d failed (%s), sleeping %.4f", attempt, e, delay)
                    await asyncio.sleep(delay)
        return wrapper
    return decorate


calls = {}


@retry(4)
async def fetch(name, fails):
    """Fetches a thing."""
    calls[name] = calls.get(name, 0) + 1
    if calls[name] <= fails:
        raise Flaky(f"{name} #{calls[name]}")
    return name.upper()


async def main():
    print(fetch.__name__, fetch.__doc__, fetch.__wrapped__ is not fetch)
    print(await asyncio.gather(fetch("a", 0), fetch("b", 2), fetch("c", 9), return_exceptions=True))
    print(calls)
    try:
        await retry(2, on=(ValueError,))(fetch.__wrapped__)("d", 1)
    except Flaky as e:
        print("not retried:", e)


asyncio.run(main())
