import asyncio


async def fail(e, t=0):
    await asyncio.sleep(t)
    raise e


async def run(*errors):
    try:
        async with asyncio.TaskGroup() as tg:
            for e in errors:
                tg.create_task(fail(e))
    except* (ValueError, TypeError) as eg:
        print("  simple", [repr(e) for e in eg.exceptions])
    except* OSError as eg:
        print("  os", len(eg.exceptions), eg.derive([OSError(9)]).exceptions)
        raise RuntimeError("converted") from eg
    else:
        print("  no errors")
    finally:
        print("  finally")


async def main():
    for errors in ([], [ValueError(1)], [TypeError(1), ValueError(2)], [OSError(1), ValueError(3)], [LookupError(1), OSError(2)],
                   [ExceptionGroup("in", [ValueError(4), KeyError(5)])]):
        print(errors)
        try:
            await run(*errors)
        except BaseException as e:
            print("  out", repr(e), repr(e.__cause__))


asyncio.run(main())
