import asyncio
import inspect
from functools import partial


async def co(): ...
async def agen(): yield
def gen(): yield


class Callable:
    async def __call__(self): ...


async def main():
    things = {"co": co, "co()": co(), "agen": agen, "agen()": agen(), "gen": gen, "gen()": gen(), "partial": partial(co),
              "callable": Callable(), "lambda": lambda: co(), "task": asyncio.create_task(co()), "future": asyncio.get_running_loop().create_future()}
    for name, x in things.items():
        print(f"{name:9}", inspect.iscoroutinefunction(x), inspect.iscoroutine(x), asyncio.iscoroutine(x), inspect.isawaitable(x),
              inspect.isasyncgen(x), inspect.isasyncgenfunction(x), inspect.isgenerator(x), asyncio.isfuture(x), callable(x))
    things["co()"].close()


asyncio.run(main())
