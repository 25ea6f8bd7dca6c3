# Futures that a program writes itself: what asyncio asks of an object to wait for it.
# conformance: no events (they are no futures of asyncio's)
import asyncio


class OwnFuture:
    _asyncio_future_blocking = False

    def __init__(self, loop):
        self._loop = loop
        self._callbacks = []
        self._state, self._value, self._error = "pending", None, None

    def get_loop(self):
        return self._loop

    def done(self):
        return self._state != "pending"

    def add_done_callback(self, fn, *, context=None):
        if self.done():
            self._loop.call_soon(fn, self, context=context)
        else:
            self._callbacks.append((fn, context))

    def _finish(self, state):
        self._state = state
        for fn, context in self._callbacks:
            self._loop.call_soon(fn, self, context=context)
        self._callbacks.clear()

    def set_result(self, value):
        self._value = value
        self._finish("done")

    def set_exception(self, error):
        self._error = error
        self._finish("failed")

    def cancel(self, msg=None):
        print("  own cancel", msg)
        self._error = asyncio.CancelledError(msg)
        self._finish("cancelled")
        return True

    def result(self):
        print("  result asked")
        if self._error is not None:
            raise self._error
        return self._value

    def __await__(self):
        if not self.done():
            self._asyncio_future_blocking = True
            yield self
        return self.result()


async def waits(future, name):
    print(name, "waits")
    try:
        value = await future
    except BaseException as e:
        print(name, "got", repr(e))
        raise
    print(name, "got", value)
    return value


async def main():
    loop = asyncio.get_running_loop()
    f = OwnFuture(loop)
    print(asyncio.isfuture(f), asyncio.iscoroutine(f), asyncio.isfuture(OwnFuture), asyncio.isfuture(3))
    t = asyncio.create_task(waits(f, "one"))
    u = asyncio.create_task(waits(f, "two"))
    await asyncio.sleep(0)
    loop.call_soon(print, "before")
    f.set_result(42)
    loop.call_soon(print, "after")
    print(await t, await u)
    f = OwnFuture(loop)
    t = asyncio.create_task(waits(f, "three"))
    loop.call_later(1, f.set_exception, KeyError("k"))
    try:
        await t
    except KeyError as e:
        print("main got", repr(e))
    f = OwnFuture(loop)
    t = asyncio.create_task(waits(f, "four"))
    await asyncio.sleep(0)
    print(t.cancel("stop"), f.done())
    try:
        await t
    except asyncio.CancelledError as e:
        print("main got", repr(e))
    f = OwnFuture(loop)
    f.set_result("at once")
    print(await f)


async def wrongly():
    loop = asyncio.get_running_loop()

    class Forgets(OwnFuture):
        def __await__(self):
            yield self

        def __repr__(self):
            return "<Forgets>"

    async def bad(f):
        await f

    for f in (Forgets(loop), Forgets(asyncio.new_event_loop())):
        if f.get_loop() is not loop:
            f._asyncio_future_blocking = True
        try:
            await asyncio.create_task(bad(f), name="T")
        except RuntimeError as e:
            print(str(e).split(" in task ")[0].split(" got Future ")[0][:30], str(e)[-30:])

    class Yields:
        def __await__(self):
            yield "nonsense"

    try:
        await asyncio.create_task(bad(Yields()))
    except RuntimeError as e:
        print(e)


asyncio.run(main())
asyncio.run(wrongly())
