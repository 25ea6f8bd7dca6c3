import asyncio


async def waits(f):
    return await f


def cb(f):
    pass


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f)
    t = asyncio.create_task(waits(f), name="waiter")
    print(t)
    await asyncio.sleep(0)
    print(f)
    print(t)
    f.add_done_callback(cb)
    print(f)
    f.add_done_callback(cb)
    print(f)
    f.set_result({"a": 1})
    print(f)
    t.cancel()
    print(t)
    await asyncio.gather(t, return_exceptions=True)
    print(t)
    e = loop.create_future()
    e.set_exception(ValueError("v"))
    print(e, e.exception())
    c = loop.create_future()
    c.cancel()
    print(c)
    u = asyncio.create_task(asyncio.sleep(0, "r"), name="u")
    await u
    print(str(u).replace("finished", "done")[:30])

    async def bad():
        raise KeyError("k")
    b = asyncio.create_task(bad(), name="b")
    await asyncio.gather(b, return_exceptions=True)
    print(b)
    print(loop.call_soon(print, 1, "x" * 40))
    h = loop.call_soon(print)
    h.cancel()
    print(h)
    print(loop.call_at(12.5, cb, [1]))
    h = loop.call_at(12.5, cb)
    h.cancel()
    print(h)
    print(loop)
    g = asyncio.gather(waits(f), e)
    print(g)
    print(await asyncio.gather(g, return_exceptions=True), g)


asyncio.run(main())
