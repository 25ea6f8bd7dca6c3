# Event loop policies, as the documentation has them.
# conformance: no events (the loops of policies are no loops of the reference)
import asyncio
import warnings

warnings.simplefilter("ignore", DeprecationWarning)


class Counting(asyncio.DefaultEventLoopPolicy):
    def __init__(self):
        super().__init__()
        self.made = 0

    def new_event_loop(self):
        self.made += 1
        print("  a new loop")
        return super().new_event_loop()

    def get_event_loop(self):
        print("  asked for the loop")
        return super().get_event_loop()

    def set_event_loop(self, loop):
        print("  set to", None if loop is None else "a loop")
        super().set_event_loop(loop)


async def main():
    print("running", asyncio.get_event_loop() is asyncio.get_running_loop())
    await asyncio.sleep(1)
    return 7


print(isinstance(asyncio.get_event_loop_policy(), asyncio.AbstractEventLoopPolicy))
print(asyncio.get_event_loop_policy() is asyncio.get_event_loop_policy())
policy = Counting()
asyncio.set_event_loop_policy(policy)
print(asyncio.get_event_loop_policy() is policy)
print(asyncio.run(main()), policy.made)
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop)
print(loop.run_until_complete(main()))
loop.close()
with asyncio.Runner() as runner:
    print(runner.run(main()), runner.get_loop().is_running())
with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
    print(runner.run(main()))
print("made", policy.made)
asyncio.set_event_loop_policy(None)
print(type(asyncio.get_event_loop_policy()) is asyncio.DefaultEventLoopPolicy)
print(asyncio.run(main()), policy.made)
asyncio.set_event_loop_policy(asyncio.DefaultEventLoopPolicy())
print(asyncio.run(main()))


class OwnLoops(asyncio.DefaultEventLoopPolicy):
    loops = {}

    def get_event_loop(self):
        if "x" not in self.loops:
            self.loops["x"] = self.new_event_loop()
        return self.loops["x"]


asyncio.set_event_loop_policy(OwnLoops())
loop = asyncio.get_event_loop()
print(loop is asyncio.get_event_loop(), loop.run_until_complete(main()))
loop.close()
