import asyncio


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    cb = lambda f: print("callback ran", f.result())
    f.add_done_callback(cb)
    f.add_done_callback(cb)
    f.set_result(1)
    print("removed:", f.remove_done_callback(cb))
    f.add_done_callback(lambda f: print("late callback"))
    print("after add")
    await asyncio.sleep(0)
    g = loop.create_future()
    for i in range(3):
        g.add_done_callback(cb)
    g.add_done_callback(print)
    print(g.remove_done_callback(cb), g.remove_done_callback(cb), g.remove_done_callback(print))
    g.cancel()
    await asyncio.sleep(0)

    class Cell:
        def __init__(self, n):
            self.n = n

        def __call__(self, fut):
            print("cell", self.n, fut is h)

        def __eq__(self, other):
            return isinstance(other, Cell) and self.n % 2 == other.n % 2

    h = loop.create_future()
    for i in range(5):
        h.add_done_callback(Cell(i))
    print(h.remove_done_callback(Cell(1)))
    h.set_exception(KeyError("k"))
    await asyncio.sleep(0)
    print(repr(h.exception()))
    t = asyncio.create_task(asyncio.sleep(0, 5))
    t.add_done_callback(lambda t: print("task done", t.result()))
    print(await t)
    print("after await")


asyncio.run(main())
