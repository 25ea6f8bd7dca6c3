import asyncio


async def main():
    loop = asyncio.get_running_loop()
    for count in (2, 3, 5, 8, 13, 40):
        when = loop.time() + 0.01
        order = []
        for i in range(count):
            loop.call_at(when, order.append, i)
        await asyncio.sleep(0.02)
        print(count, order)
    when = loop.time() + 1
    order = []
    handles = [loop.call_at(when + (i * 7 % 5) * 0.1, order.append, i) for i in range(30)]
    for i in (3, 9, 12, 21, 22):
        handles[i].cancel()
    await asyncio.sleep(3)
    print(order)


asyncio.run(main())
