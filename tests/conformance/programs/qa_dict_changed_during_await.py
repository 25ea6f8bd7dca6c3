import asyncio


async def remove(d, k):
    await asyncio.sleep(0)
    d.pop(k, None)


async def main():
    d = {i: str(i) for i in range(4)}
    asyncio.create_task(remove(d, 3))
    try:
        for k in d:
            await asyncio.sleep(0)
            print(k)
    except RuntimeError as e:
        print(e)
    made = [asyncio.create_task(asyncio.sleep(n / 10)) for n in range(3)]
    tasks = set(made)
    for t in made:
        t.add_done_callback(tasks.discard)
    try:
        for t in tasks:
            await asyncio.sleep(1)
    except RuntimeError as e:
        print(e)
    items = [1, 2, 3]
    for x in items:
        await asyncio.sleep(0)
        if x < 3:
            items.append(x + 2)
    print(items)


asyncio.run(main())
