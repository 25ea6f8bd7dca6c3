import asyncio
from collections import ChainMap, Counter, namedtuple

Order = namedtuple("Order", "table dish n", defaults=[1])
MENU = ChainMap({"special": 3}, {"soup": 1, "steak": 5, "pie": 2})


async def cook(name, orders, passes, stats):
    while True:
        order = await orders.get()
        if order is None:
            await passes.put(None)
            return name
        try:
            await asyncio.sleep(MENU[order.dish] * order.n)
        except KeyError as e:
            print(f"{name}: no {e}")
        else:
            stats[name] += order.n
            await passes.put(order._replace(dish=order.dish.title()))
        finally:
            orders.task_done()


async def waiter(passes, cooks):
    while cooks:
        dish = await passes.get()
        if dish is None:
            cooks -= 1
            continue
        print(f"{asyncio.get_running_loop().time():4.1f} table {dish.table}: {dish.n} x {dish.dish}")


async def main():
    orders, passes, stats = asyncio.Queue(), asyncio.Queue(1), Counter()
    async with asyncio.TaskGroup() as tg:
        cooks = [tg.create_task(cook(n, orders, passes, stats)) for n in ("Zoe", "Max")]
        tg.create_task(waiter(passes, len(cooks)))
        for o in (Order(1, "steak"), Order(2, "soup", 3), Order(3, "lobster"), Order(1, "pie"), Order(4, "special", 2)):
            await orders.put(o)
        await orders.join()
        for _ in cooks:
            orders.put_nowait(None)
    print([c.result() for c in cooks], stats.most_common(), sorted(MENU))


asyncio.run(main())
