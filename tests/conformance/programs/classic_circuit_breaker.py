import asyncio
import enum


class State(enum.Enum):
    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half-open"


class CircuitOpen(RuntimeError):
    pass


class Breaker:
    def __init__(self, threshold=2, reset=1.0):
        self.threshold, self.reset = threshold, reset
        self.failures = 0
        self.opened_at = None

    @property
    def state(self) -> State:
        if self.opened_at is None:
            return State.CLOSED
        if asyncio.get_running_loop().time() - self.opened_at >= self.reset:
            return State.HALF_OPEN
        return State.OPEN

    async def __call__(self, f, *args):
        if self.state is State.OPEN:
            raise CircuitOpen(f"{self.failures} failures")
        elif self.state is State.HALF_OPEN:
            print("  trying again")
        try:
            result = await f(*args)
        except Exception:
            self.failures += 1
            if self.failures >= self.threshold:
                self.opened_at = asyncio.get_running_loop().time()
            raise
        self.failures, self.opened_at = 0, None
        return result


async def service(t):
    await asyncio.sleep(0.05)
    if 1 <= t < 4:
        raise OSError(5, "down")
    return f"fine at {t}"


async def main():
    breaker = Breaker()
    for t in range(8):
        try:
            print(t, await breaker(service, t), breaker.state)
        except (OSError, CircuitOpen) as e:
            print(t, repr(e), breaker.state.name, breaker.state.value)
        await asyncio.sleep(0.6)


asyncio.run(main())
