import asyncio
from enum import Enum


class Vote(Enum):
    YES = 1
    NO = 0

    def __bool__(self):
        return self is Vote.YES


class Participant:
    def __init__(self, name, vote, delay):
        self.name, self.vote, self.delay = name, vote, delay
        self.state = "init"

    async def prepare(self):
        await asyncio.sleep(self.delay)
        self.state = "prepared"
        return self.vote

    async def finish(self, commit):
        await asyncio.sleep(self.delay / 2)
        self.state = "committed" if commit else "rolled back"

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r}, {self.state})"


async def transaction(participants, timeout):
    tasks = [asyncio.create_task(p.prepare()) for p in participants]
    done, pending = await asyncio.wait(tasks, timeout=timeout)
    for t in tasks:
        if t in pending:
            t.cancel()
    votes = [t.result() if t in done else None for t in tasks]
    print([v and v.name for v in votes], [bool(v) for v in votes])
    commit = all(votes)
    await asyncio.gather(*(p.finish(commit) for p in participants))
    return "commit" if commit else "abort"


async def main():
    for spec in ([(Vote.YES, 1), (Vote.YES, 2)], [(Vote.YES, 1), (Vote.NO, 1)], [(Vote.YES, 1), (Vote.YES, 9)]):
        ps = [Participant(f"p{i}", v, d) for i, (v, d) in enumerate(spec)]
        print(await transaction(ps, 3), ps, f"{asyncio.get_running_loop().time():.1f}")


asyncio.run(main())
