import asyncio
import traceback


async def step(n):
    await asyncio.sleep(0)
    return 10 / (n - 2)


async def forever(log):
    n = 0
    while n < 5:
        try:
            log.append(await step(n))
        except ZeroDivisionError:
            log.append(traceback.format_exc().splitlines()[-1])
        except Exception as e:
            log.append(repr(e))
        else:
            log.append("ok")
        finally:
            n += 1


async def main():
    log = []
    await forever(log)
    print(*log, sep="\n")


asyncio.run(main())
