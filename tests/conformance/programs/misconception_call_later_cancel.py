import asyncio


async def main():
    loop = asyncio.get_running_loop()
    h = loop.call_later(1, print, "never")
    h.cancel()
    h.cancel()
    print(h.cancelled())
    h = loop.call_soon(print, "soon, then cancelled too late")
    await asyncio.sleep(0)
    h.cancel()
    print(h.cancelled())
    a = loop.call_soon(lambda: b.cancel())
    b = loop.call_soon(print, "cancelled by the one before")
    await asyncio.sleep(0)
    print(a.cancelled(), b.cancelled())
    order = []
    for t in (0.3, 0.1, 0.2, 0.1):
        loop.call_later(t, order.append, t)
    await asyncio.sleep(1)
    print(order)


asyncio.run(main())
