"""Objects of the program's own that stand in for asyncio's: coroutines, futures, transports, handlers of errors."""
import asyncio
import collections.abc
import errno
import inspect
import types


class CountDown:
    """A coroutine by its methods."""

    def __init__(self, n):
        self.n = n
        self.__name__ = self.__qualname__ = "CountDown"

    def send(self, value):
        if self.n == 0:
            raise StopIteration("lift-off")
        self.n -= 1
        return None

    def throw(self, kind, value=None, trace=None):
        print("thrown", kind)
        raise kind

    def close(self):
        pass

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        return self.send(None)


class OnlyAwaitable:
    def __await__(self):
        return (yield)


class Loud(asyncio.Future):
    def add_done_callback(self, callback, *, context=None):
        print("add_done_callback")
        super().add_done_callback(callback, context=context)

    def result(self):
        print("result")
        return super().result()


class Claims:
    @property
    def __class__(self):
        return dict


class Recorded(asyncio.Transport):
    def __init__(self):
        super().__init__({"peername": ("host", 1)})
        self.sent = []

    def write(self, data):
        self.sent.append(data)


async def coroutine_like():
    print(asyncio.iscoroutine(CountDown(1)), asyncio.iscoroutine(OnlyAwaitable()), isinstance(CountDown(1), collections.abc.Coroutine))
    body = CountDown(3)
    task = asyncio.create_task(body)
    print(task.get_coro() is body, await task, body.n, task.get_coro() is body)
    print(await asyncio.gather(CountDown(1), CountDown(2)))
    task = asyncio.create_task(CountDown(9))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        print(repr(error), task.cancelled())
    try:
        asyncio.create_task(OnlyAwaitable())
    except TypeError as error:
        print(str(error)[:27])


async def futures():
    loop = asyncio.get_running_loop()
    loud = Loud(loop=loop)
    loop.call_soon(loud.set_result, 7)
    print(await loud)
    loud = Loud(loop=loop)
    loop.call_soon(loud.set_exception, KeyError("k"))
    try:
        await loud
    except KeyError as error:
        print(repr(error))
    loud = Loud(loop=loop)

    async def waits():
        await loud

    task = asyncio.create_task(waits())
    await asyncio.sleep(0)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as error:
        print(repr(error), loud.cancelled())


async def results_of_tasks():
    loop = asyncio.get_running_loop()
    seen = []
    loop.set_exception_handler(lambda loop, context: seen.append(context["exception"]))

    async def sleeps():
        await asyncio.sleep(1)

    task = asyncio.create_task(sleeps())
    for method in (task.set_result, task.set_exception):
        try:
            method(ValueError())
        except RuntimeError as error:
            print(error)
    asyncio.Future.set_result(task, "given")
    print(await task, task.done())
    await asyncio.sleep(0)
    print([(type(error).__name__, str(error)[:22]) for error in seen])
    loop.set_exception_handler(None)


async def own_reporter():
    loop = asyncio.get_running_loop()
    loop.call_exception_handler = lambda context: print("told", context["message"].split(" ")[0], repr(context["exception"]))
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del loop.call_exception_handler


async def native_coroutines():
    coro = asyncio.sleep(0)
    print(isinstance(coro, types.CoroutineType), inspect.getcoroutinestate(coro), coro.cr_running, coro.cr_await)
    await coro
    print(inspect.getcoroutinestate(coro))


async def transports():
    made = Recorded()
    made.writelines([b"a", b"b"])
    print(made.sent, made.get_extra_info("peername"), made.get_extra_info("x", 5), isinstance(made, asyncio.WriteTransport))
    for method in (made.close, made.pause_reading, made.get_write_buffer_size):
        try:
            method()
        except NotImplementedError as error:
            print(repr(error))

    async def echo(reader, writer):
        print(isinstance(writer.transport, asyncio.Transport), isinstance(writer.transport, asyncio.DatagramTransport))
        writer.write((await reader.readline()).upper())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    print(isinstance(server, asyncio.AbstractServer))
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    transport, same = await loop.create_connection(lambda: protocol, *server.sockets[0].getsockname())
    print(same is protocol)
    writer = asyncio.StreamWriter(transport, protocol, reader, loop)
    writer.write(b"hello\n")
    await writer.drain()
    print(await reader.read())
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()


def handles():
    loop = asyncio.new_event_loop()
    handle = asyncio.Handle(print, ("called",), loop)
    handle._run()
    handle.cancel()
    print(handle.cancelled(), handle)
    early, late = (asyncio.TimerHandle(when, print, (), loop) for when in (1.0, 2.0))
    print(early < late, early == late, late.when(), hash(early) == hash(1.0))
    loop.close()


def tracebacks():
    try:
        1 / 0
    except ZeroDivisionError as error:
        first = error.__traceback__
        print(first == error.__traceback__, first != error.__traceback__)


asyncio.run(coroutine_like())
asyncio.run(futures())
asyncio.run(results_of_tasks())
asyncio.run(own_reporter())
asyncio.run(native_coroutines())
asyncio.run(transports())
handles()
tracebacks()
print(isinstance(Claims(), dict), errno.errorcode[errno.ECONNRESET], errno.EAGAIN == errno.EWOULDBLOCK)
