def make(n):
    count = n
    def bump(by=1):
        nonlocal count
        count += by
        return count
    def look():
        return count
    return bump, look

b, l = make(10)
print(b(), b(5), l())
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])
def outer(x):
    def middle():
        def inner():
            nonlocal x
            x += 1
            return x
        return inner
    return middle()
i = outer(5)
print(i(), i())
def free():
    print(later)
    later = 1
try:
    free()
except UnboundLocalError as e:
    print(e)
def unbound():
    def f():
        return v
    try:
        f()
    except NameError as e:
        print(type(e).__name__, e)
    v = 1
    print(f())
    del v
    try:
        f()
    except NameError as e:
        print(type(e).__name__, e)
unbound()
def param(a, b):
    def get():
        return a + b
    a = a * 2
    return get
print(param(1, 2)())
x = "global"
def shadow():
    x = "local"
    class C:
        y = x
        def m(self):
            return x
    return C
print(shadow().y, shadow()().m())
def use_global():
    global x, fresh
    x = "changed"
    fresh = 1
use_global()
print(x, fresh)
try:
    undefined_name
except NameError as e:
    print(e)
def deleter():
    a = 1
    del a
    try:
        a
    except UnboundLocalError as e:
        print(e)
    try:
        del a
    except UnboundLocalError as e:
        print(e)
deleter()
print((lambda *a, k=2, **kw: (a, k, kw))(1, 2, z=3))
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(20), fact(25))
