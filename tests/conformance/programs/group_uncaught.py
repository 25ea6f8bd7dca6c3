# What leaves a group leaves the program.
import asyncio


async def fails(n):
    await asyncio.sleep(0)
    raise ValueError(n)


async def main():
    async with asyncio.TaskGroup() as g:
        g.create_task(fails(1))
        g.create_task(fails(2))


asyncio.run(main())
