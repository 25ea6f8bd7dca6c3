import asyncio


async def once():
    await asyncio.sleep(0.1)
    return 1


async def main():
    c = once()
    print(await c)
    try:
        await c
    except RuntimeError as e:
        print(e)
    t = asyncio.create_task(once())
    print(await t, await t, t.result())
    c = once()
    u = asyncio.create_task(c)
    await asyncio.sleep(0)
    try:
        await c
    except RuntimeError as e:
        print(e)
    print(await u)
    s = asyncio.sleep(0)
    await s
    try:
        await s
    except RuntimeError as e:
        print(e)
    try:
        asyncio.create_task(s)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    except RuntimeError as e:
        print("here", e)


asyncio.run(main())
