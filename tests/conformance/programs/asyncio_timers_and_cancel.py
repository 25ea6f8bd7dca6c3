import asyncio


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()

    def show(word):
        print(word, round(loop.time() - start, 2))
    h = loop.call_later(1, show, "never")
    loop.call_later(0.5, h.cancel)
    loop.call_later(0.9, show, "0.9")
    again = []

    def repeat(n):
        show(f"repeat {n}")
        if n:
            again.append(loop.call_later(0.3, repeat, n - 1))
    repeat(4)
    await asyncio.sleep(0.7)
    again[-1].cancel()
    print(h.cancelled(), h.when() - start > 0.99, [x.cancelled() for x in again])
    await asyncio.sleep(1)
    x = loop.call_soon(print, "cancelled by the one before?")
    y = loop.call_soon(print, "no")
    loop.call_soon(y.cancel)
    x.cancel()
    await asyncio.sleep(0)
    try:
        h < 5
    except TypeError as e:
        print(str(e)[:23])


asyncio.run(main())
