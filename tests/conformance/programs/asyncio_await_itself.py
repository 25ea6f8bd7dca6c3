import asyncio
me = None


async def narcissus():
    try:
        await me
    except RuntimeError as e:
        print("Task cannot await on itself" in str(e), str(e)[:27])
    return "ok"


async def main():
    global me
    me = asyncio.create_task(narcissus(), name="N")
    print(await me)
    other = asyncio.new_event_loop()
    f = other.create_future()
    try:
        await f
    except RuntimeError as e:
        print("got Future" in str(e), "attached to a different loop" in str(e))
    try:
        await asyncio.gather(f, asyncio.get_running_loop().create_future())
    except ValueError as e:
        print(e)
    other.close()


asyncio.run(main())
