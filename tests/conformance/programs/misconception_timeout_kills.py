"""wait_for waits until the cancelled task has really ended; a stubborn one can outlive the timeout."""
import asyncio


async def slow_cleanup():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        await asyncio.sleep(3)
        print("cleaned up")
        raise


async def ignores():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return "I had a result anyway"


async def main():
    loop = asyncio.get_running_loop()
    try:
        await asyncio.wait_for(slow_cleanup(), 1)
    except TimeoutError:
        print(f"timeout after {loop.time():.1f}")
    try:
        print(await asyncio.wait_for(ignores(), 1))
    except TimeoutError:
        print("timeout")
    try:
        async with asyncio.timeout(1):
            print(await ignores())
    except TimeoutError:
        print("timeout of the scope")
    done, pending = await asyncio.wait([asyncio.create_task(asyncio.sleep(5))], timeout=1)
    print("wait never cancels", len(done), len(pending), await pending.pop())


asyncio.run(main())
