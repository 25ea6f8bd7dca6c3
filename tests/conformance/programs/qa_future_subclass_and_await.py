import asyncio


class Promise:
    def __init__(self):
        self._future = asyncio.get_running_loop().create_future()

    def then(self, f):
        following = Promise()

        def done(future):
            try:
                following.resolve(f(future.result()))
            except Exception as e:
                following.reject(e)
        self._future.add_done_callback(done)
        return following

    def resolve(self, value):
        self._future.set_result(value)

    def reject(self, error):
        self._future.set_exception(error)

    def __await__(self):
        return self._future.__await__()


async def main():
    p = Promise()
    q = p.then(lambda x: x + 1).then(str).then(lambda s: s * 3)
    bad = p.then(lambda x: x / 0)
    asyncio.get_running_loop().call_soon(p.resolve, 41)
    print(await q)
    try:
        await bad
    except ZeroDivisionError as e:
        print(e)
    print(await asyncio.gather(p, q))


asyncio.run(main())
