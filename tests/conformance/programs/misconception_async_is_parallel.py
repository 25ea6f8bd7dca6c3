"""async does not make things parallel: computing holds everybody up."""
import asyncio
import time


async def compute(name):
    for i in range(2):
        time.sleep(0.5)
        print(f"{asyncio.get_running_loop().time():.2f} {name} computed {i}")
    return name


async def polite(name):
    for i in range(2):
        time.sleep(0.5)
        await asyncio.sleep(0)
        print(f"{asyncio.get_running_loop().time():.2f} {name} computed {i}, let others go")


async def ticker():
    for _ in range(3):
        print(f"{asyncio.get_running_loop().time():.2f} tick")
        await asyncio.sleep(0.1)


async def main():
    await asyncio.gather(ticker(), compute("a"), compute("b"))
    print("--")
    await asyncio.gather(ticker(), polite("a"), polite("b"))


asyncio.run(main())
