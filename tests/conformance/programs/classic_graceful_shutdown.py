import asyncio
import signal


async def worker(n, stop):
    try:
        while not stop.is_set():
            await asyncio.sleep(0.3 * n)
            print("worker", n, "beat")
        print("worker", n, "saw stop")
    except asyncio.CancelledError:
        print("worker", n, "cleaning up")
        await asyncio.sleep(0.05)
        print("worker", n, "clean")
        raise


async def main():
    stop = asyncio.Event()
    workers = [asyncio.create_task(worker(n, stop), name=f"worker-{n}") for n in (1, 2, 9)]
    asyncio.get_running_loop().call_later(1, stop.set)
    await stop.wait()
    print("stopping")
    done, pending = await asyncio.wait(workers, timeout=1)
    print(sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))
    for t in pending:
        t.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    print([t.cancelled() for t in sorted(workers, key=asyncio.Task.get_name)])


asyncio.run(main())
