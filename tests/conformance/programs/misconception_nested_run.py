import asyncio


async def inner():
    return 1


def sync_helper():
    coro = inner()
    try:
        return asyncio.run(coro)
    except RuntimeError as e:
        coro.close()
        return f"refused: {e}"


async def main():
    print(sync_helper())
    loop = asyncio.get_running_loop()
    coro = inner()
    for call in (lambda: loop.run_until_complete(coro), loop.run_forever):
        try:
            call()
        except RuntimeError as e:
            print(e)
    coro.close()
    other = asyncio.new_event_loop()
    coro = inner()
    try:
        other.run_until_complete(coro)
    except RuntimeError as e:
        print(e)
    coro.close()
    other.close()


asyncio.run(main())
print(sync_helper())
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
