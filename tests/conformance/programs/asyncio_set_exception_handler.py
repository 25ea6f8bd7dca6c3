import asyncio


def handler(loop, context):
    print("handler:", context["message"], repr(context.get("exception")), sorted(context))


def bad_handler(loop, context):
    raise TypeError("handler failed")


def boom():
    raise ValueError("boom")


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    loop.call_soon(boom)
    loop.call_later(0.1, boom)
    await asyncio.sleep(0.2)
    f = loop.create_future()
    f.add_done_callback(lambda f: 1 / 0)
    f.cancel()
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": "mine"})
    loop.call_exception_handler({"message": "mine", "exception": KeyError(1), "extra": 2})

    async def lost():
        raise OSError("lost")
    t = asyncio.create_task(lost())
    await asyncio.sleep(0)
    del t
    try:
        loop.set_exception_handler(5)
    except TypeError as e:
        print(e)
    loop.set_exception_handler(None)
    print(loop.get_exception_handler())
    loop.set_exception_handler(bad_handler)
    loop.call_soon(boom)
    await asyncio.sleep(0)


asyncio.run(main())
