import asyncio


async def flow(kind):
    log = []
    for attempt in range(3):
        try:
            await asyncio.sleep(0)
            if kind == "break":
                break
            if kind == "continue" and attempt < 2:
                continue
            if kind == "raise":
                raise ValueError(attempt)
            if kind == "return":
                return log
        except ValueError as e:
            log.append(f"except {e}")
        else:
            log.append("else")
        finally:
            await asyncio.sleep(0)
            log.append(f"finally {attempt}")
    else:
        log.append("loop else")
    return log


async def override():
    try:
        raise ValueError
    finally:
        return "finally wins"


async def main():
    for kind in ("break", "continue", "raise", "return", "none"):
        print(kind, await flow(kind))
    print(await override())


asyncio.run(main())
