import asyncio


async def main():
    loop = asyncio.get_running_loop()
    order = []
    when = loop.time() + 1
    handles = [loop.call_at(when + (i * 37 % 11), order.append, i) for i in range(300)]
    for i, handle in enumerate(handles):
        if i % 3:
            handle.cancel()
    await asyncio.sleep(0.5)
    more = [loop.call_at(when + (i * 5 % 7), order.append, 1000 + i) for i in range(60)]
    for handle in more[::2]:
        handle.cancel()
        handle.cancel()
    await asyncio.sleep(20)
    print(order)
    print(handles[0].cancelled(), handles[1].cancelled(), handles[3].when() > when - 1)


asyncio.run(main())
