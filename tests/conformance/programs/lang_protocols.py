# Generators, coroutines and what they tell of themselves; errors of builtins in words.
import time
import asyncio, types, inspect, sys
def g(a, b=2):
    """doc of g"""
    x = yield a
    try:
        y = yield x
    except ValueError as e:
        yield f"caught {e}"
    finally:
        print("fin")
    return "r"
it = g(1)
print(it.gi_frame is not None, it.gi_running, it.gi_yieldfrom, it.gi_code.co_name, it.__name__, it.__qualname__, it.gi_suspended if sys.version_info >= (3, 11) else None)
print(next(it), it.send("s"), it.throw(ValueError("v")))
try: next(it)
except StopIteration as e: print("stop", e.value, e.args)
print(it.gi_frame, it.gi_running, list(it))
print(g.__doc__, g.__name__, g.__defaults__, g.__code__.co_varnames, g.__code__.co_argcount, g.__module__, g.__kwdefaults__, g.__dict__, g.__closure__)
it = g(1)
try: it.send(5)
except TypeError as e: print(e)
print(it.close())
try: it.throw(KeyError("k"))
except KeyError as e: print("key", e)
it = g(3); next(it)
try: it.throw(TypeError)
except TypeError as e: print(repr(e))
def sub():
    try:
        r = yield 1
        print("sub got", r)
        return "subret"
    except GeneratorExit:
        print("sub exit"); raise
def outer():
    r = yield from sub()
    print("outer", r)
    yield from [10, 20]
    return "o"
o = outer(); print(next(o), o.gi_yieldfrom.__name__, o.send("hi"), next(o))
try: next(o)
except StopIteration as e: print(e.value)
o = outer(); next(o); o.close()
def bad():
    try: yield 1
    except GeneratorExit: yield 2
b = bad(); next(b)
try: b.close()
except RuntimeError as e: print(e)
def si(): yield 1; raise StopIteration("x")
s = si(); next(s)
try: next(s)
except RuntimeError as e: print(e, repr(e.__cause__))
def reent():
    yield next(gg)
gg = reent()
try: next(gg)
except ValueError as e: print(e)
async def co(x):
    await asyncio.sleep(0)
    return x
c = co(1)
print(c.cr_frame is not None, c.cr_running, c.cr_await, c.cr_code.co_name, c.cr_origin, c.__name__, type(c).__name__)
c.close()
try: c.send(None)
except RuntimeError as e: print(e)
async def ag():
    try:
        x = yield 1
        print("ag got", x)
        yield 2
    finally:
        print("ag fin")
a = ag(); print(a.ag_frame is not None, a.ag_running, a.ag_await, a.ag_code.co_name, a.__name__)
async def main():
    print(await a.asend(None), await a.asend("v"))
    await a.aclose()
    try: await a.asend(None)
    except StopAsyncIteration: print("sai")
    a2 = ag()
    async for v in a2:
        print(v); break
    await a2.aclose()
    print([x async for x in ag()], {x async for x in ag()}, {x: 1 async for x in ag()}, [y async for y in (z async for z in ag())])
    print(await anext(ag()), await anext(ag().__aiter__(), 5))
    r = [await co(i) for i in range(3)]
    print(r, [i for i in range(3) if await co(i)])
    gen = (await co(i) for i in range(2))
    print(type(gen).__name__, [v async for v in gen])
    try:
        [x for x in ag()]
    except TypeError as e: print(e)
    try:
        async for x in [1]: pass
    except TypeError as e: print(e)
    try:
        await 5
    except TypeError as e: print(e)
    try:
        async with 5: pass
    except TypeError as e: print(e)
    try:
        with asyncio.Lock(): pass
    except TypeError as e: print(e)
asyncio.run(main())
@types.coroutine
def tc():
    r = yield "from tc"
    return r
async def use():
    return await tc()
u = use(); print(u.send(None))
try: u.send("back")
except StopIteration as e: print(e.value)
class Aw:
    def __await__(self):
        v = yield "aw"
        return v
async def use2(): return await Aw()
u = use2(); print(u.send(None))
try: u.throw(KeyError("t"))
except KeyError as e: print(e)
class BadAw:
    def __await__(self): return 5
async def use3(): return await BadAw()
try: use3().send(None)
except TypeError as e: print(e)
class BadAw2:
    def __await__(self): return co(1)
u = (lambda: None)
async def use4(): return await BadAw2()
try: use4().send(None)
except TypeError as e: print(e)
print(inspect.isgeneratorfunction(g), inspect.iscoroutinefunction(co), inspect.isasyncgenfunction(ag), inspect.isawaitable(Aw()), inspect.isgenerator(it), inspect.getgeneratorstate(it), inspect.getcoroutinestate(u) if inspect.iscoroutine(u) else "")
x = (i for i in range(3)); print(type(x), x.__name__, x.__qualname__)
def f():
    try: return "t"
    finally: print("f")
print(f())
def f2():
    for i in range(3):
        try: continue
        finally: print("c", i)
    while True:
        try: break
        finally: print("b")
    else: print("never")
f2()
def f3():
    try: raise ValueError(1)
    except ValueError as e:
        try: raise KeyError(2)
        except KeyError as k: print(repr(k.__context__))
        print(sys.exc_info()[0].__name__)
    print(sys.exc_info())
    try: e
    except UnboundLocalError as x: print(x)
f3()
def swallow():
    for _ in range(1):
        try: 1/0
        finally: break
    return "swallowed"
print(swallow())
def nested(*, a=1, **k):
    nonlocal_ = 0
    def inner():
        nonlocal nonlocal_
        nonlocal_ += 1
        return nonlocal_
    return inner() + inner(), inner.__closure__[0].cell_contents, inner.__code__.co_freevars
print(nested())
lam = lambda x, *a, y=1, **k: (x, a, y, k)
print(lam(1, 2, 3, y=4, z=5), lam.__name__, lam)if 0 else print(lam(1, 2, 3, y=4, z=5), lam.__name__)
def attempt(text, f):
    try: r = f()
    except Exception as x: print(text, '->', type(x).__name__, x)
    else: print(text, '=', r)
attempt('lam()', lambda: lam())
attempt('lam(1, x=2)', lambda: lam(1, x=2))
attempt('g(1,2,3)', lambda: g(1,2,3))
attempt('g(b=1)', lambda: g(b=1))
attempt('g(1, c=2)', lambda: g(1, c=2))
attempt('print(1, foo=2)', lambda: print(1, foo=2))
attempt('len()', lambda: len())
attempt('len(1, 2)', lambda: len(1, 2))
attempt("int('x')", lambda: int('x'))
attempt('[].pop()', lambda: [].pop())
attempt("{}['a']", lambda: {}['a'])
attempt("'a' + 1", lambda: 'a' + 1)
attempt("1 + 'a'", lambda: 1 + 'a')
attempt('None + 1', lambda: None + 1)
attempt('[1] + (2,)', lambda: [1] + (2,))
attempt("'a' * 'b'", lambda: 'a' * 'b')
attempt("f'{1:d}' + 1", lambda: f'{1:d}' + 1)
attempt('range()', lambda: range())
attempt('sorted()', lambda: sorted())
attempt("sum(['a'])", lambda: sum(['a']))
attempt('max()', lambda: max())
attempt('max([])', lambda: max([]))
attempt('min([], default=3)', lambda: min([], default=3))
attempt('chr(-1)', lambda: chr(-1))
attempt("ord('ab')", lambda: ord('ab'))
attempt('int(None)', lambda: int(None))
attempt("float('x')", lambda: float('x'))
attempt("'%d' % 'a'", lambda: '%d' % 'a')
attempt("'%s %s' % 1", lambda: '%s %s' % 1)
attempt("'{} {}'.format(1)", lambda: '{} {}'.format(1))
attempt("'{a}'.format()", lambda: '{a}'.format())
attempt("f'{1:zz}'", lambda: f'{1:zz}')
attempt('[1,2][1.5]', lambda: [1,2][1.5])
attempt('(1)[0]', lambda: (1)[0])
attempt('1()', lambda: 1())
attempt('None.x', lambda: None.x)
attempt('del_x', lambda: del_x)
attempt("abs('a')", lambda: abs('a'))
attempt("round('a')", lambda: round('a'))
attempt('divmod(1, 0)', lambda: divmod(1, 0))
attempt('1 // 0', lambda: 1 // 0)
attempt('1 % 0', lambda: 1 % 0)
attempt('1.0 // 0', lambda: 1.0 // 0)
attempt('1.5 % 0', lambda: 1.5 % 0)
attempt('0 ** -1', lambda: 0 ** -1)
attempt('2 << -1', lambda: 2 << -1)
attempt('1 << 2 ** 70', lambda: 1 << 2 ** 70)
attempt("'a'.join([1])", lambda: 'a'.join([1]))
attempt("'abc'.index('z')", lambda: 'abc'.index('z'))
attempt('[1].index(2)', lambda: [1].index(2))
attempt('[].remove(1)', lambda: [].remove(1))
attempt('{1}.remove(2)', lambda: {1}.remove(2))
attempt('(1,2).index(3)', lambda: (1,2).index(3))
attempt('dict([1])', lambda: dict([1]))
attempt('dict([(1,2,3)])', lambda: dict([(1,2,3)]))
attempt('set(1)', lambda: set(1))
attempt('list(1)', lambda: list(1))
attempt('tuple(None)', lambda: tuple(None))
attempt('{[]: 1}', lambda: {[]: 1})
attempt('{{}}', lambda: {{}})
attempt('hash([])', lambda: hash([]))
attempt('iter(1)', lambda: iter(1))
attempt('next([])', lambda: next([]))
attempt('next(iter([]))', lambda: next(iter([])))
attempt('reversed({1})', lambda: reversed({1}))
attempt('enumerate(1)', lambda: enumerate(1))
attempt('zip(1)', lambda: zip(1))
attempt('isinstance(1, 2)', lambda: isinstance(1, 2))
attempt('issubclass(1, int)', lambda: issubclass(1, int))
attempt("getattr(1, 'x')", lambda: getattr(1, 'x'))
attempt("setattr(1, 'x', 1)", lambda: setattr(1, 'x', 1))
attempt('type(1, 2)', lambda: type(1, 2))
attempt('object(1)', lambda: object(1))
attempt('int.foo', lambda: int.foo)
attempt("bytes('a')", lambda: bytes('a'))
attempt('bytes([256])', lambda: bytes([256]))
attempt("b'a' + 'a'", lambda: b'a' + 'a')
attempt("'a' < 1", lambda: 'a' < 1)
attempt('[] < {}', lambda: [] < {})
attempt("complex('x')", lambda: complex('x'))
attempt('slice(1)[0]', lambda: slice(1)[0])
attempt("memoryview('a')", lambda: memoryview('a'))
attempt("int('1' * 5000)", lambda: int('1' * 5000))
attempt("'x'.encode('ascii', 'zz')", lambda: 'x'.encode('ascii', 'zz'))
attempt("'é'.encode('ascii')", lambda: 'é'.encode('ascii'))
attempt("b'\\xff'.decode()", lambda: b'\xff'.decode())
attempt("str(b'a', 'zz')", lambda: str(b'a', 'zz'))
attempt("''.foo", lambda: ''.foo)
attempt('(lambda: 0)(1)', lambda: (lambda: 0)(1))
attempt('print(sep=1)', lambda: print(sep=1))
attempt("sorted([1, 'a'])", lambda: sorted([1, 'a']))
attempt('{}.popitem()', lambda: {}.popitem())
attempt('[].pop(5)', lambda: [].pop(5))
attempt("'a'.split('')", lambda: 'a'.split(''))
attempt('range(1, 2, 0)', lambda: range(1, 2, 0))
attempt('list(range(3))[::0]', lambda: list(range(3))[::0])
attempt('pow(2, -1, 4)', lambda: pow(2, -1, 4))
attempt("int.from_bytes(b'a', 'x')", lambda: int.from_bytes(b'a', 'x'))
attempt("(5).to_bytes(0, 'big')", lambda: (5).to_bytes(0, 'big'))
attempt('[1,2,3].sort(5)', lambda: [1,2,3].sort(5))
attempt("'abc'.center()", lambda: 'abc'.center())
attempt('{}.update(5)', lambda: {}.update(5))
attempt('frozenset().add(1)', lambda: frozenset().add(1))
