# contextlib: every manager, in order and in its words.
import asyncio
import contextlib
from contextlib import (AbstractAsyncContextManager, AbstractContextManager, AsyncExitStack, ContextDecorator, ExitStack,
                        aclosing, asynccontextmanager, closing, contextmanager, nullcontext, suppress)


def attempt(label, f):
    try:
        print(label, "->", f())
    except BaseException as e:
        print(label, type(e).__name__, e, "| cause", repr(e.__cause__), "| context", repr(e.__context__))


@contextmanager
def tag(name, fail=False):
    """A tag."""
    print("<" + name)
    try:
        yield name.upper()
    except ValueError as e:
        print("saw", e)
        if fail:
            raise
    finally:
        print("/" + name)


with tag("a") as x:
    print("in", x)
with tag("b"):
    raise ValueError("swallowed")
attempt("reraised", lambda: run_in(tag("c", True), ValueError("mine")))


def run_in(manager, error=None):
    with manager as got:
        if error is not None:
            raise error
    return got


attempt("reraised", lambda: run_in(tag("c", True), ValueError("mine")))
attempt("other", lambda: run_in(tag("d"), KeyError("k")))
print(tag.__name__, tag.__doc__, tag.__wrapped__.__name__, type(tag("q")).__name__)


@contextmanager
def silent():
    if False:
        yield


@contextmanager
def twice():
    yield 1
    yield 2


@contextmanager
def replaces():
    try:
        yield
    except ValueError as e:
        raise KeyError("instead") from e


@contextmanager
def ignores():
    try:
        yield
    except ValueError:
        pass


@contextmanager
def insists():
    try:
        yield
    except ValueError:
        yield "again"


@contextmanager
def stops():
    try:
        yield
    except ValueError:
        raise StopIteration("inner")


attempt("didn't yield", lambda: run_in(silent()))
attempt("didn't stop", lambda: run_in(twice()))
attempt("replaces", lambda: run_in(replaces(), ValueError("v")))
attempt("ignores", lambda: run_in(ignores(), ValueError("v")))
attempt("insists", lambda: run_in(insists(), ValueError("v")))
attempt("StopIteration", lambda: run_in(tag("s"), StopIteration("x")))
attempt("stops", lambda: run_in(stops(), ValueError("v")))
attempt("RuntimeError", lambda: run_in(tag("r"), RuntimeError("x")))
attempt("GeneratorExit", lambda: run_in(tag("g"), GeneratorExit()))
attempt("args", lambda: tag())
m = tag("once")
run_in(m)
attempt("used", lambda: run_in(m))


@tag("deco")
def add(a, b):
    """adds"""
    print("adding")
    return a + b


print(add(1, 2), add(b=3, a=4), add.__name__, add.__doc__)


class Timer(ContextDecorator):
    def __enter__(self):
        print("start")
        return self

    def __exit__(self, *exc):
        print("stop", exc[0])
        return exc[0] is ValueError


@Timer()
def work(n):
    print("work", n)
    if n < 0:
        raise ValueError(n)
    return n


print(work(1), work(-1))


class Resource:
    def __init__(self, name, log=print):
        self.name, self.log = name, log

    def __enter__(self):
        self.log("enter", self.name)
        return self

    def __exit__(self, kind, value, tb):
        self.log("exit", self.name, kind and kind.__name__, value)

    def close(self):
        self.log("close", self.name)

    @contextmanager
    def borrowed(self, n):
        self.log("borrow", self.name, n)
        yield self.name * n
        self.log("back", self.name)


with Resource("m").borrowed(2) as r:
    print(r)

# closing, suppress, nullcontext
with closing(Resource("c")) as r:
    print(r.name)
attempt("closing", lambda: run_in(closing(Resource("d")), KeyError(1)))
with suppress(KeyError, ValueError):
    print("before")
    {}["x"]
    print("never")
with suppress():
    print("nothing")
attempt("suppress", lambda: run_in(suppress(KeyError), IndexError("i")))
with suppress(LookupError) as s:
    print(s)
    [][0]
with nullcontext(5) as n, nullcontext() as o:
    print(n, o)
attempt("not a class", lambda: run_in(suppress(5), ValueError()))

# ExitStack
with ExitStack() as stack:
    a = stack.enter_context(Resource("1"))
    b = stack.enter_context(Resource("2"))
    print(stack.callback(print, "callback", 1, end="!\n") is print)
    stack.push(lambda *d: print("pushed", d[0]))
    stack.push(Resource("3"))
    print("body", a.name, b.name)


def raises(error):
    def f(*details):
        print("f sees", details[0] and details[0].__name__, details[1])
        raise error
    return f


def chain(e):
    words = []
    while e is not None:
        words.append(repr(e))
        e = e.__context__
    return " <- ".join(words)


try:
    with ExitStack() as stack:
        stack.push(lambda *d: print("last sees", d[1]))
        stack.push(raises(KeyError("second")))
        stack.push(raises(ValueError("first")))
        raise RuntimeError("body")
except BaseException as e:
    print("out", chain(e))
with ExitStack() as stack:
    stack.push(lambda *d: True)
    stack.push(lambda *d: print("sees", d[1]))
    raise ValueError("suppressed")
try:
    with ExitStack() as stack:
        stack.push(raises(KeyError("after suppression")))
        stack.push(lambda *d: True)
        raise ValueError("suppressed")
except BaseException as e:
    print("out", chain(e))
try:
    try:
        1 / 0
    except ZeroDivisionError:
        with ExitStack() as stack:
            stack.push(raises(KeyError("late")))
            raise ValueError("inner")
except KeyError as e:
    print("out", chain(e))
stack = ExitStack()
stack.enter_context(Resource("kept"))
other = stack.pop_all()
stack.close()
print("closed", type(other).__name__)
other.close()
attempt("no manager", lambda: ExitStack().enter_context(5))
attempt("no manager", lambda: ExitStack().enter_context(Resource))
attempt("no args", lambda: ExitStack().enter_context())
attempt("no args", lambda: ExitStack().callback())
attempt("init", lambda: ExitStack(1))


@ExitStack().callback
def cleanup():
    print("never called")


def opened(n):
    with ExitStack() as s:
        items = [s.enter_context(Resource(str(i))) for i in range(n)]
        if n > 2:
            raise OSError("too many")
        s.pop_all()
        return items


print(len(opened(2)))
attempt("opened", lambda: opened(3))


class Custom(AbstractContextManager):
    def __exit__(self, *exc):
        print("custom exit")


with Custom() as c:
    print(type(c).__name__)
attempt("abstract", lambda: type("Bare", (AbstractContextManager,), {})())
print(isinstance(Resource("x"), AbstractContextManager), isinstance(5, AbstractContextManager), isinstance(ExitStack(), AbstractContextManager))
print(isinstance(tag("x"), AbstractContextManager), issubclass(AsyncExitStack, AbstractAsyncContextManager))


# ---- async
@asynccontextmanager
async def conn(name, swallow=None):
    print("connect", name)
    await asyncio.sleep(0.1)
    try:
        yield name + "!"
    except BaseException as e:
        print("conn saw", type(e).__name__, e)
        if swallow is None or not isinstance(e, swallow):
            raise
    finally:
        await asyncio.sleep(0.1)
        print("disconnect", name)


@asynccontextmanager
async def nothing():
    if False:
        yield


@asynccontextmanager
async def two():
    yield 1
    yield 2


@asynccontextmanager
async def again():
    try:
        yield
    except ValueError:
        yield


async def arun(manager, error=None):
    async with manager as got:
        if error is not None:
            raise error
    return got


async def atry(label, aw):
    try:
        print(label, "->", await aw)
    except BaseException as e:
        print(label, type(e).__name__, e, "| cause", repr(e.__cause__), "| context", repr(e.__context__))


class AResource:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        print("aenter", self.name)
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, kind, value, tb):
        print("aexit", self.name, kind and kind.__name__)
        await asyncio.sleep(0.01)

    async def aclose(self):
        print("aclose", self.name)


async def amain():
    async with conn("x") as c:
        print(c)
    await atry("error", arun(conn("y"), ValueError("v")))
    await atry("swallowed", arun(conn("z", ValueError), ValueError("v")))
    await atry("didn't yield", arun(nothing()))
    await atry("didn't stop", arun(two()))
    await atry("again", arun(again(), ValueError("q")))
    await atry("StopAsyncIteration", arun(conn("s"), StopAsyncIteration("end")))
    await atry("StopIteration", arun(conn("s2"), StopIteration("end")))
    task = asyncio.create_task(arun(conn("t"), None))
    await asyncio.sleep(0.05)
    task.cancel()
    await atry("cancelled", task)

    async def long():
        async with conn("u"):
            await asyncio.sleep(10)
    task = asyncio.create_task(long())
    await asyncio.sleep(0.15)
    task.cancel("stop it")
    await atry("cancelled", task)

    @conn("deco")
    async def work(n):
        "works"
        print("work", n)
        return n * 2
    print(await work(4), await work(n=5), work.__name__, work.__doc__)

    async with aclosing(AResource("ac")) as a:
        print(a.name)

    async def agen():
        try:
            for i in range(5):
                yield i
        finally:
            print("agen closed")
    async with aclosing(agen()) as g:
        async for i in g:
            if i == 2:
                break
    async with nullcontext(7) as n:
        print(n)

    async with AsyncExitStack() as stack:
        a = await stack.enter_async_context(AResource("1"))
        r = stack.enter_context(Resource("sync"))
        c = await stack.enter_async_context(conn("stacked"))

        async def cb(*args, **kw):
            await asyncio.sleep(0)
            print("async callback", args, kw)
        print(stack.push_async_callback(cb, 1, k=2) is cb)
        stack.callback(print, "sync callback")
        stack.push_async_exit(AResource("pushed"))

        async def leave(kind, value, tb):
            print("leave", kind)
        stack.push_async_exit(leave)
        print("in", a.name, r.name, c)

    async def failing(*d):
        await asyncio.sleep(0)
        print("failing sees", d[1])
        raise KeyError("from exit")
    try:
        async with AsyncExitStack() as stack:
            stack.push_async_exit(failing)
            await stack.enter_async_context(AResource("e"))
            raise ValueError("body")
    except BaseException as e:
        print("out", chain(e))

    async def swallow(*d):
        return True
    async with AsyncExitStack() as stack:
        stack.push_async_exit(swallow)
        raise ValueError("gone")
    stack = AsyncExitStack()
    await stack.enter_async_context(AResource("kept"))
    moved = stack.pop_all()
    await stack.aclose()
    print("moved")
    await moved.aclose()
    await atry("no manager", AsyncExitStack().enter_async_context(5))
    await atry("no manager", AsyncExitStack().enter_async_context(Resource("s")))

    async def slow():
        async with AsyncExitStack() as stack:
            for i in range(3):
                await stack.enter_async_context(conn(str(i)))
            await asyncio.sleep(10)
    task = asyncio.create_task(slow())
    await asyncio.sleep(0.5)
    task.cancel()
    await atry("slow", task)
    print(asyncio.get_running_loop().time())


asyncio.run(amain())
print(contextlib.ExitStack is ExitStack, repr(contextlib.suppress), ExitStack.__module__)
# conformance: no events (when a generator that is not run to its end is let go)
