import asyncio
import random


async def fetched(order: int, step: str, given: str = "") -> str:
    delay = random.randint(0, 10)
    print(f"{step}{order, given} waits for {delay} s")
    await asyncio.sleep(delay)
    result = f"{step} of {order}" + (f", made of {given!r}" if given else "")
    print(f"{step}{order, given} -> {result}")
    return result


async def chain(order: int) -> None:
    address = await fetched(order, "address")
    label = await fetched(order, "label", address)
    print(f"chain {order}: {label}")


async def main(*orders: int) -> None:
    await asyncio.gather(*map(chain, orders))


random.seed(444)
asyncio.run(main(9, 6, 3))
