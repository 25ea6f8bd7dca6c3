import asyncio


async def name():
    return asyncio.current_task().get_name()


async def main():
    print(await name())
    a = asyncio.create_task(name())
    b = asyncio.create_task(name(), name="bob")
    c = asyncio.create_task(name(), name=5)
    d = asyncio.get_running_loop().create_task(name())
    print(await asyncio.gather(a, b, c, d, name()))
    a.set_name("renamed")
    c.set_name(7)
    print(a.get_name(), repr(c.get_name()))


asyncio.run(main())
asyncio.run(main())


async def tell():
    print(await name())

asyncio.run(tell())
