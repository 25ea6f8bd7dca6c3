import asyncio
from dataclasses import dataclass, replace, asdict, field
from enum import Flag, auto


class Status(Flag):
    NEW = auto()
    PAID = auto()
    SENT = auto()
    DONE = PAID | SENT


@dataclass(frozen=True)
class Order:
    id: int
    items: tuple[str, ...]
    status: Status = Status.NEW
    log: list = field(default_factory=list, compare=False, repr=False)


class SoldOut(Exception):
    pass


class Stock:
    def __init__(self, **items):
        self.items = items
        self.cond = asyncio.Condition()

    async def reserve(self, order, patience):
        async with self.cond:
            try:
                async with asyncio.timeout(patience):
                    await self.cond.wait_for(lambda: all(self.items.get(i, 0) for i in order.items))
            except TimeoutError:
                raise SoldOut([i for i in order.items if not self.items.get(i)]) from None
            for i in order.items:
                self.items[i] -= 1
        return replace(order, status=order.status | Status.PAID)

    async def refill(self, item, n):
        async with self.cond:
            self.items[item] = self.items.get(item, 0) + n
            self.cond.notify_all()


async def main():
    stock = Stock(pen=1, ink=2)
    asyncio.get_running_loop().call_later(1, lambda: asyncio.ensure_future(stock.refill("pen", 1)))
    orders = [Order(1, ("pen", "ink")), Order(2, ("pen",)), Order(3, ("paper", "ink"))]
    for r in await asyncio.gather(*(stock.reserve(o, 2) for o in orders), return_exceptions=True):
        print(repr(r) if isinstance(r, Exception) else (r.id, r.items, Status.PAID in r.status, Status.DONE in r.status))
    print(stock.items, orders[0] == Order(1, ("pen", "ink")))
    try:
        orders[0].id = 3
    except AttributeError as e:
        print(type(e).__name__, e)
    print(asdict(Order(5, ()))["items"], Status.DONE & Status.SENT is Status.SENT)


asyncio.run(main())
