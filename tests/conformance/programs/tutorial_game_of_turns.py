import asyncio


class Game:
    def __init__(self, players):
        self.players = players
        self.turn = 0
        self.cond = asyncio.Condition()
        self.board = 21

    async def play(self, name, strategy):
        me = self.players.index(name)
        while True:
            async with self.cond:
                await self.cond.wait_for(lambda: self.turn % len(self.players) == me or self.board == 0)
                if self.board == 0:
                    return self.winner == name
                n = max(1, min(strategy(self.board), self.board))
                self.board -= n
                print(f"{name} takes {n}, {self.board} left")
                if not self.board:
                    self.winner = name
                self.turn += 1
                self.cond.notify_all()


async def main():
    game = Game(["ann", "bob"])
    print(await asyncio.gather(game.play("ann", lambda left: left % 4), game.play("bob", lambda left: 2 if left & 1 else 3)))
    print(game.winner, game.turn)


asyncio.run(main())
