x = 1
class A:
    x = x + 1
    y = [x for _ in range(2)]
    def f(self): return x
    def g(self):
        return __class__.__name__
print(A.x, A.y, A().f(), A().g())
def outer():
    class Inner:
        def __init__(self): self.v = captured
        def get(self): return [captured + i for i in range(2)]
    captured = 10
    return Inner()
print(outer().v, outer().get())
def gl():
    global created
    class created:
        z = 3
gl()
print(created.z)
print(locals() is globals(), "x" in globals())
def loc(a, b=2):
    c = 3
    return sorted(locals().items())
print(loc(1))
class Priv:
    __secret = 5
    def __init__(self): self.__own = 6
    def get(self): return self.__secret, self.__own
print(Priv().get(), sorted(k for k in vars(Priv()) ), Priv._Priv__secret)
def annotated(a: int, b: "str" = "x") -> float:
    n: int = 3
    m: int
    return n
print(annotated(1))
v: int = 5
print(v)
del v
try:
    v
except NameError as e:
    print(e)
if __name__ == "__main__":
    print("main")
print(__name__)
def counter():
    counter.calls += 1
counter.calls = 0
counter(); counter()
print(counter.calls, counter.__dict__)
try:
    print(undefined)
except NameError as e:
    print(e, e.name)
def dec(tag):
    print("dec", tag)
    def wrap(f):
        print("wrap", tag, f.__name__)
        return f
    return wrap
@dec("a")
@dec("b")
def decorated(): "docs"
print(decorated.__doc__, (lambda: 0).__name__, outer.__name__)
