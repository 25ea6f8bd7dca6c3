import asyncio
import logging
import sys

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="[%(levelname)s] %(message)s")


class Supervisor:
    def __init__(self, max_restarts: int = 3):
        self.max_restarts = max_restarts
        self.restarts: dict[str, int] = {}

    async def supervise(self, name, factory):
        self.restarts[name] = 0
        while True:
            try:
                result = await factory()
            except asyncio.CancelledError:
                logging.info("%s cancelled", name)
                raise
            except Exception as e:
                self.restarts[name] += 1
                logging.warning("%s crashed: %s: %s", name, type(e).__name__, e)
                if self.restarts[name] > self.max_restarts:
                    logging.error("%s: giving up", name)
                    return None
                await asyncio.sleep(0.1 * self.restarts[name])
            else:
                logging.info("%s finished with %r", name, result)
                return result


def crashing(times):
    left = times

    async def run():
        nonlocal left
        await asyncio.sleep(0.2)
        if left:
            left -= 1
            [][left]
        return "ok"
    return run


async def forever():
    await asyncio.get_running_loop().create_future()


async def main():
    s = Supervisor()
    tasks = [asyncio.create_task(s.supervise(n, f)) for n, f in
             [("steady", crashing(0)), ("flaky", crashing(2)), ("broken", crashing(99)), ("endless", forever)]]
    done, pending = await asyncio.wait(tasks, timeout=5)
    for t in pending:
        t.cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True))
    print(s.restarts)


asyncio.run(main())
