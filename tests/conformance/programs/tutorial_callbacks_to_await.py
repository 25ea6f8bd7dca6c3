"""The same work with callbacks, with futures and with await."""
import asyncio


def fetch_cb(loop, key, on_done):
    loop.call_later(0.5, on_done, {"a": "b", "b": "c"}.get(key))


def fetch_future(loop, key):
    future = loop.create_future()
    fetch_cb(loop, key, future.set_result)
    return future


async def fetch(key):
    return await fetch_future(asyncio.get_running_loop(), key)


def with_callbacks(loop, done):
    def first(value):
        print("cb first", value)
        fetch_cb(loop, value, second)

    def second(value):
        print("cb second", value)
        done.set_result(value)

    fetch_cb(loop, "a", first)


def with_futures(loop):
    result = loop.create_future()

    def first(f):
        fetch_future(loop, f.result()).add_done_callback(lambda g: result.set_result(g.result()))

    fetch_future(loop, "a").add_done_callback(first)
    return result


async def with_await():
    return await fetch(await fetch("a"))


async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    with_callbacks(loop, done)
    print(await done, await with_futures(loop), await with_await(), f"{loop.time():.1f}")


asyncio.run(main())
