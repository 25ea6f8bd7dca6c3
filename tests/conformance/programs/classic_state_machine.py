import asyncio
from enum import Enum, auto
from typing import NamedTuple


class State(Enum):
    IDLE = auto()
    DIALING = auto()
    TALKING = auto()
    ENDED = auto()


class Transition(NamedTuple):
    source: State
    event: str
    target: State


TABLE = {(t.source, t.event): t.target for t in (
    Transition(State.IDLE, "dial", State.DIALING),
    Transition(State.DIALING, "answer", State.TALKING),
    Transition(State.DIALING, "busy", State.IDLE),
    Transition(State.TALKING, "hang up", State.ENDED),
)}


class Phone:
    def __init__(self):
        self._state = State.IDLE
        self._changed = asyncio.Condition()

    async def fire(self, event: str) -> None:
        try:
            target = TABLE[self._state, event]
        except KeyError:
            raise RuntimeError(f"{event!r} is not possible in {self._state.name}") from None
        async with self._changed:
            print(f"{self._state} --{event}--> {target!r}")
            self._state = target
            self._changed.notify_all()

    async def until(self, state):
        async with self._changed:
            return await self._changed.wait_for(lambda: self._state is state)


async def main():
    phone = Phone()
    talking = asyncio.create_task(phone.until(State.TALKING))
    for event in ["dial", "busy", "hang up", "dial", "answer", "hang up"]:
        try:
            await phone.fire(event)
        except RuntimeError as e:
            print("error:", e, e.__cause__, type(e.__context__).__name__)
        await asyncio.sleep(0)
    print(await talking, list(State), State["IDLE"], State(2))
    print(Transition(State.IDLE, "x", State.ENDED)._replace(event="y"))


asyncio.run(main())
