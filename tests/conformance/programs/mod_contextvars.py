# contextvars: variables, tokens, contexts; tasks and callbacks carry them.
import asyncio
import contextvars
from contextvars import Context, ContextVar, Token, copy_context


def attempt(label, f):
    try:
        print(label, "->", f())
    except Exception as e:
        print(label, type(e).__name__, str(e).split(" at 0x")[0])


v = ContextVar("v", default=5)
w = ContextVar("w")
print(v.get(), v.get(9), v.name, w.get("none"), repr(v).split(" at ")[0], repr(w).split(" at ")[0])
attempt("unset", lambda: w.get())
t = v.set(1)
print(v.get(), t.var is v, t.old_value is Token.MISSING, repr(t).split(" at ")[0])
t2 = v.set(2)
print(t2.old_value, v.get())
v.reset(t2)
print(v.get())
attempt("twice", lambda: v.reset(t2))
attempt("other", lambda: w.reset(t))
attempt("type", lambda: v.reset(5))
v.reset(t)
print(v.get(), repr(t).split(" at ")[0])
attempt("name", lambda: ContextVar(5))
attempt("no name", lambda: ContextVar())
attempt("hash", lambda: {v: 1}[v])

ctx = copy_context()
print(len(ctx), v in ctx, ctx.get(v), list(ctx))


def work(x, k=0):
    print("in", v.get(), w.get("unset"))
    v.set(x)
    w.set(k)
    return v.get(), w.get()


print(ctx.run(work, 10, k=3), v.get(), w.get("outside"))
print(ctx[v], ctx.get(w), v in ctx, len(ctx), sorted(x.name for x in ctx), sorted(ctx.values()), sorted((k.name, x) for k, x in ctx.items()))
again = ctx.copy()
print(ctx.run(work, 20), again[v], again == ctx, ctx == ctx, again.run(v.get))
attempt("missing", lambda: Context()[v])
attempt("key", lambda: ctx["v"])
attempt("key", lambda: "v" in ctx)
attempt("entered", lambda: ctx.run(ctx.run, print))
attempt("args", lambda: Context(1))
attempt("run", lambda: ctx.run())
attempt("raise", lambda: ctx.run(lambda: 1 / 0))
print(Context().run(v.get), len(Context()))
outer = copy_context()
token = outer.run(v.set, 77)
attempt("other context", lambda: v.reset(token))
print(outer.run(v.reset, token), outer.run(v.get))
print(ContextVar, Context, Token, ContextVar[int] is not None)

request = ContextVar("request", default="-")


def callback(label):
    print(label, request.get())
    request.set("changed by " + label)


async def child(name, delay):
    print(name, "starts with", request.get())
    request.set(name)
    await asyncio.sleep(delay)
    print(name, "still", request.get())
    await inner()
    return request.get()


async def inner():
    print("inner sees", request.get())
    request.set(request.get() + "+inner")


async def agen():
    for i in range(2):
        request.set(f"agen{i}")
        yield i


async def main():
    loop = asyncio.get_running_loop()
    request.set("main")
    tasks = [asyncio.create_task(child(f"t{i}", 0.2 - i * 0.1)) for i in range(2)]
    request.set("main again")
    loop.call_soon(callback, "soon")
    request.set("main third")
    loop.call_later(0.05, callback, "later")
    loop.call_soon(callback, "explicit", context=copy_context())
    print(await asyncio.gather(*tasks), request.get())
    await inner()
    print(request.get())
    f = loop.create_future()
    f.add_done_callback(lambda f: callback("done"))
    request.set("after adding")
    f.set_result(1)
    await f
    await asyncio.sleep(0)
    print(request.get())
    custom = copy_context()
    custom.run(request.set, "custom")
    print(await asyncio.create_task(child("in custom", 0), context=custom), custom[request], request.get())
    async for i in agen():
        print("agen", i, request.get())
    print(await asyncio.wait_for(child("waited", 0.01), 1), request.get())

    async def group():
        try:
            async with asyncio.TaskGroup() as tg:
                tg.create_task(child("g", 0.01))
        finally:
            print("group", request.get())
    await group()
    t1 = request.set("x")
    try:
        await asyncio.sleep(0)
    finally:
        request.reset(t1)
    print(request.get())


asyncio.run(main())
print(request.get())
