import asyncio


def boom(n, word):
    raise ValueError(n)


class Thing:
    def method(self, x):
        raise KeyError(x)


async def main():
    loop = asyncio.get_running_loop()
    messages = []
    loop.set_exception_handler(lambda loop, context: messages.append(context["message"]))
    loop.call_soon(boom, 1, "w" * 100)
    loop.call_soon(lambda: 1 / 0)
    loop.call_soon(Thing().method, [1, 2, 3, 4, 5, 6, 7, 8])
    loop.call_later(0.1, boom, {"a": 1, "c": 3, "b": 2, "d": 4, "e": 5}, (1,))
    loop.call_soon(boom, {3, 1, 2}, 10 ** 60)
    loop.call_soon(boom)
    f = loop.create_future()
    f.add_done_callback(boom)
    f.set_result("x")
    await asyncio.sleep(1)
    for message in messages:
        print(message)


asyncio.run(main())
