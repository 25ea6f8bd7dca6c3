import asyncio


async def player(name, mine, others, rounds):
    for i in range(rounds):
        ball = await mine[i]
        print(name, "hits", ball)
        others[i].set_result(ball + 1)


async def main():
    loop = asyncio.get_running_loop()
    a = [loop.create_future() for _ in range(4)]
    b = a[1:] + [loop.create_future()]
    c = [loop.create_future() for _ in range(4)]
    one = asyncio.create_task(player("one", a, c, 4))
    two = asyncio.create_task(player("two", c, b, 4))
    a[0].set_result(0)
    await asyncio.gather(one, two)
    print(await b[3])


asyncio.run(main())
