import asyncio
import functools


def debounce(wait):
    def decorator(fn):
        handle = None

        @functools.wraps(fn)
        def debounced(*args):
            nonlocal handle
            if handle is not None:
                handle.cancel()
            handle = asyncio.get_running_loop().call_later(wait, fn, *args)
        return debounced
    return decorator


def throttle(period):
    def decorator(fn):
        last = None

        @functools.wraps(fn)
        async def throttled(*args):
            nonlocal last
            now = asyncio.get_running_loop().time()
            if last is not None and now - last < period:
                return False
            last = now
            await fn(*args)
            return True
        return throttled
    return decorator


@debounce(0.5)
def save(text):
    print(f"{asyncio.get_running_loop().time():.2f} saved {text!r}")


@throttle(1.0)
async def report(n):
    await asyncio.sleep(0)
    print("report", n)


async def main():
    for i, pause in enumerate([0.1, 0.2, 0.6, 0.4, 0.9]):
        save("text"[: i + 1])
        await asyncio.sleep(pause)
    print(save.__name__, report.__name__)
    accepted = []
    for n in range(8):
        accepted.append(await report(n))
        await asyncio.sleep(0.3)
    print(accepted)


asyncio.run(main())
