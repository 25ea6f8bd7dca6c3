import asyncio


class Node:
    def __init__(self, id, ring):
        self.id, self.ring = id, ring
        self.inbox = asyncio.Queue()
        self.leader = None

    @property
    def following(self):
        return self.ring[(self.ring.index(self) + 1) % len(self.ring)]

    async def run(self):
        await self.following.inbox.put(("elect", self.id))
        while self.leader is None:
            kind, id = await self.inbox.get()
            await asyncio.sleep(0.01)
            if kind == "elect":
                if id > self.id:
                    self.following.inbox.put_nowait(("elect", id))
                elif id == self.id:
                    print(f"{self.id} is elected")
                    self.leader = id
                    self.following.inbox.put_nowait(("leader", id))
            else:
                self.leader = id
                if id != self.following.id:
                    self.following.inbox.put_nowait(("leader", id))
        return self.id, self.leader


async def main():
    ring = []
    ring.extend(Node(i, ring) for i in (3, 7, 1, 9, 4))
    print(await asyncio.gather(*(n.run() for n in ring)))
    print([n.inbox.qsize() for n in ring])


asyncio.run(main())
