import asyncio


async def main():
    loop = asyncio.get_running_loop()
    fs = [loop.create_future() for _ in range(4)]
    fs[0].set_result(None)
    fs[1].set_exception(ValueError("v"))
    fs[2].cancel()
    for f in fs:
        state = "pending" if not f.done() else "cancelled" if f.cancelled() else f"error {f.exception()!r}" if f.exception() else f"result {f.result()}"
        print(f.done(), state)
    results = await asyncio.gather(*fs[:3], return_exceptions=True)
    good = [r for r in results if not isinstance(r, BaseException)]
    print(results, good)
    done, pending = await asyncio.wait(fs, timeout=0)
    print(len(done), len(pending))


asyncio.run(main())
