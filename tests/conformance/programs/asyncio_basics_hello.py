import asyncio


async def say(word, delay):
    await asyncio.sleep(delay)
    print(word, asyncio.get_running_loop().time() > delay)
    return len(word)


async def main():
    a = asyncio.create_task(say("hello", 0.2))
    b = asyncio.create_task(say("big world", 0.1))
    print(a.get_name(), b.get_name(), asyncio.current_task().get_name())
    print(await a, await b)
    return "end"


print(asyncio.run(main()))
print(asyncio.run(say("again", 1)))
