def g(a):
    x = a
    yield x
    y = yield 2

def wrapper():
    yield from g(1)

gen = g(3)
print(gen.__name__, gen.__qualname__, gen.gi_running, gen.gi_yieldfrom, gen.gi_frame is None, gen.gi_code.co_name)
next(gen)
print(gen.gi_frame.f_lineno, gen.gi_frame.f_locals)
print(gen.gi_suspended)
list(gen)
print(gen.gi_frame)
w = wrapper()
next(w)
print(w.gi_yieldfrom.__name__)
print(type(gen).__name__, type(gen))
print(iter(gen) is gen)
e = (i * i for i in range(4))
print(e.__name__, next(e), list(e))
print(sum(i for i in range(10) if i % 2))
print(repr(gen)[:20])
def running():
    print(me.gi_running)
    yield
me = running()
next(me)
print(me.gi_running)
print(hasattr(gen, "send"), hasattr(gen, "foo"))
try:
    gen.foo
except AttributeError as err:
    print(err)
try:
    type(gen)()
except TypeError as err:
    print(err)
