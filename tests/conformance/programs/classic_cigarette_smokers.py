import asyncio


async def agent(rounds, table, need):
    for missing in rounds:
        async with table:
            await table.wait_for(lambda: need[0] is None)
            need[0] = missing
            print("agent: whoever has", missing)
            table.notify_all()
    async with table:
        await table.wait_for(lambda: need[0] is None)
        need[0] = "stop"
        table.notify_all()


async def smoker(has, table, need):
    n = 0
    while True:
        async with table:
            await table.wait_for(lambda: need[0] in (has, "stop"))
            if need[0] == "stop":
                return has, n
            n += 1
            print(" ", has, "smokes")
            await asyncio.sleep(0.5)
            need[0] = None
            table.notify_all()


async def main():
    table, need = asyncio.Condition(), [None]
    r = await asyncio.gather(agent("PTMMP", table, need), *(smoker(h, table, need) for h in "PTM"))
    print(r)


asyncio.run(main())
