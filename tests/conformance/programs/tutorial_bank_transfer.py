import asyncio
from dataclasses import dataclass, field


class InsufficientFunds(Exception):
    pass


@dataclass(slots=True)
class Account:
    owner: str
    balance: int = 0
    history: list[tuple[str, int]] = field(default_factory=list, repr=False)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False, compare=False)


async def transfer(a: Account, b: Account, amount: int):
    first, second = sorted((a, b), key=lambda x: x.owner)
    async with first.lock, second.lock:
        if a.balance < amount:
            raise InsufficientFunds(f"{a.owner} has {a.balance}, needs {amount}")
        await asyncio.sleep(0.01)
        a.balance -= amount
        b.balance += amount
        a.history.append((b.owner, -amount))
        b.history.append((a.owner, amount))


async def main():
    ann, bob, cid = (Account(n, 50) for n in ("ann", "bob", "cid"))
    moves = [(ann, bob, 30), (bob, ann, 60), (cid, ann, 10), (ann, cid, 1000), (bob, cid, 5)]
    results = await asyncio.gather(*(transfer(*m) for m in moves), return_exceptions=True)
    for (a, b, n), r in zip(moves, results):
        print(f"{a.owner}->{b.owner} {n:>5}: {r!r}")
    print(ann, bob, cid, sep="\n")
    print(ann.history, sum(x.balance for x in (ann, bob, cid)))


asyncio.run(main())
