import asyncio


class Special(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


async def fails(n):
    await asyncio.sleep(0)
    if n == 0:
        raise Special(7)
    try:
        await fails(n - 1)
    finally:
        print("unwinding", n)


async def main():
    for make in (lambda: fails(2), lambda: asyncio.create_task(fails(2)), lambda: asyncio.gather(fails(2))):
        try:
            await make()
        except Special as e:
            print(e, e.code, repr(e), e.__context__, e.__cause__)
        else:
            print("no error")
        finally:
            print("finally")
    t = asyncio.create_task(fails(0))
    await asyncio.sleep(0.1)
    for _ in range(2):
        try:
            t.result()
        except Special as e:
            print("same object", e is t.exception())
    try:
        try:
            await fails(0)
        except Special:
            raise KeyError("second")
    except KeyError as e:
        print(repr(e), repr(e.__context__))
    raise Special(9) from None


asyncio.run(main())
