import asyncio


class TerminateTaskGroup(Exception):
    """Raised to stop a group."""


async def force_terminate():
    raise TerminateTaskGroup()


async def job(id, t):
    print(f"Task {id}: start")
    try:
        await asyncio.sleep(t)
        print(f"Task {id}: done")
    finally:
        print(f"Task {id}: leaves")
    return id


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(job(1, 0.5))
            group.create_task(job(2, 1.5))
            await asyncio.sleep(1)
            group.create_task(force_terminate())
    except* TerminateTaskGroup:
        pass
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(job(3, 9))
            await asyncio.sleep(0)
            raise KeyError("body")
    except* KeyError as eg:
        print(repr(eg), eg.exceptions)
    except* OSError:
        print("not here")
    async with asyncio.TaskGroup() as group:
        async def spawn(n):
            if n:
                group.create_task(spawn(n - 1), name=f"spawn{n}")
            await asyncio.sleep(0)
            print("spawned", n, asyncio.current_task().get_name() if n < 2 else "")
        first = group.create_task(spawn(2), name="first")
    print(first.done())
    coro = job(9, 1)
    try:
        group.create_task(coro)
    except RuntimeError as e:
        print("finished" in str(e))
    coro.close()


asyncio.run(main())
