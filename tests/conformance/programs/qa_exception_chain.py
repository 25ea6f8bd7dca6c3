import asyncio


class AppError(Exception):
    def __init__(self, code, *args):
        super().__init__(*args)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {super().__str__()}"


async def low():
    await asyncio.sleep(0)
    return {}["missing"]


async def mid():
    try:
        await low()
    except KeyError as e:
        e.add_note("while reading")
        raise AppError(17, "mid failed") from e


async def high():
    try:
        await mid()
    except AppError:
        raise RuntimeError("high")


async def main():
    try:
        await asyncio.create_task(high())
    except RuntimeError as e:
        chain, err = [], e
        while err:
            chain.append(f"{type(err).__name__}: {err} notes={getattr(err, '__notes__', [])} suppress={err.__suppress_context__}")
            err = err.__cause__ or err.__context__
        print("\n".join(chain))


asyncio.run(main())
