# types and inspect: what programs about coroutines ask.
import asyncio
import functools
import inspect
import types


def attempt(label, f):
    try:
        print(label, "->", f())
    except Exception as e:
        print(label, type(e).__name__, e)


def plain():
    "Plain."


def gen():
    x = 5
    got = yield x
    yield got


async def coro():
    y = 1
    await asyncio.sleep(0.1)
    return y


async def agen():
    yield 1


class K:
    "K doc"

    def m(self):
        """First line.

        Second paragraph.
            indented
        """

    async def am(self):
        pass

    @staticmethod
    async def s():
        pass

    @classmethod
    def c(cls):
        pass


kinds = [plain, gen, coro, agen, K, K.m, K().m, K().am, K.s, K.c, functools.partial(coro), functools.partial(plain), len, [].append, lambda: 0, 5, None, types]
for name in ("iscoroutinefunction", "isgeneratorfunction", "isasyncgenfunction", "isfunction", "ismethod", "isclass", "isbuiltin", "isroutine", "ismodule", "isawaitable", "iscoroutine", "isgenerator", "isasyncgen"):
    print(name, [int(getattr(inspect, name)(k)) for k in kinds])
g, c, a = gen(), coro(), agen()
for name in ("iscoroutine", "isgenerator", "isasyncgen", "isawaitable"):
    print(name, [int(getattr(inspect, name)(k)) for k in (g, c, a)])
print(inspect.getgeneratorstate(g), inspect.getcoroutinestate(c))
print(next(g), inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g))
print(g.send(7), inspect.getgeneratorlocals(g), list(g), inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g))
print(inspect.CORO_CREATED, inspect.CORO_RUNNING, inspect.CORO_SUSPENDED, inspect.CORO_CLOSED, inspect.GEN_RUNNING)
c.close()
print(inspect.getcoroutinestate(c))
attempt("state", lambda: inspect.getgeneratorstate(5))
print(inspect.getdoc(K), "|", inspect.getdoc(K.m), "|", inspect.getdoc(plain), inspect.getdoc(gen))
print(inspect.cleandoc("  a\n     b\n      c\n\n"), inspect.unwrap(functools.wraps(plain)(lambda: 0)) is plain)
print(inspect.currentframe().f_lineno, inspect.currentframe().f_code.co_name)

for name in ("FunctionType", "LambdaType", "GeneratorType", "CoroutineType", "AsyncGeneratorType", "MethodType", "BuiltinFunctionType", "ModuleType", "MappingProxyType", "SimpleNamespace", "NoneType", "TracebackType", "CodeType", "CellType"):
    print(name, getattr(types, name))
print(isinstance(plain, types.FunctionType), isinstance(len, types.BuiltinFunctionType), isinstance(K().m, types.MethodType), isinstance(g, types.GeneratorType), isinstance(c, types.CoroutineType), isinstance(a, types.AsyncGeneratorType), isinstance(None, types.NoneType), isinstance(types, types.ModuleType))
ns = types.SimpleNamespace(a=1, b="x")
ns.c = [1]
print(ns, ns.a, ns == types.SimpleNamespace(a=1, b="x", c=[1]), vars(ns))
del ns.a
attempt("gone", lambda: ns.a)
m = types.MappingProxyType({"k": 1})
print(m, m["k"], len(m), list(m.items()), "k" in m, m.get("z", 3))
attempt("set", lambda: m.__setitem__("a", 1))
bound = types.MethodType(lambda self, x: (self, x), "me")
print(bound(5))
print(types.GenericAlias, types.UnionType, type(int | None), type(list[int]))


@types.coroutine
def switch(tag):
    got = yield tag
    return got


@types.coroutine
def delegating(c):
    return (yield from c)


@types.coroutine
def not_a_generator(value):
    return value


async def user():
    print("got", await switch("a"))
    print("got", await switch("b"))
    print("delegated", await delegating(done()))
    return "end"


async def done():
    return 42


u = user()
print(inspect.iscoroutinefunction(switch), inspect.isgeneratorfunction(switch), inspect.isawaitable(switch(1)), switch.__name__)
print(u.send(None), u.send(1))
try:
    u.send(2)
except StopIteration as e:
    print(e.value)
attempt("callable", lambda: types.coroutine(5))


async def waits():
    await not_a_generator(done())
    return await not_a_generator(gen2())


def gen2():
    yield
    return "from gen2"


async def main():
    print(await waits())
    t = asyncio.current_task()
    print(inspect.getcoroutinestate(t.get_coro()), inspect.isawaitable(t), True)
    c = coro()
    task = asyncio.ensure_future(c)
    await asyncio.sleep(0)
    print(inspect.getcoroutinestate(c), inspect.getcoroutinelocals(c), c.cr_await is not None)
    await task
    print(inspect.getcoroutinestate(c), inspect.getcoroutinelocals(c))


asyncio.run(main())
