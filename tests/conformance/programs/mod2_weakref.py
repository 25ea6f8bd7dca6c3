# weakref, atexit, gc, os.
import atexit
import gc
import os
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Node({self.name})"

    def __del__(self):
        print("del", self.name)


def tried(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as e:
        print(type(e).__name__, e)


n = Node("a")
r = weakref.ref(n)
print(r() is n, weakref.ref(n) is r, r == weakref.ref(n), weakref.getweakrefcount(n), isinstance(r, weakref.ref), r.__callback__)
second = weakref.ref(n, lambda ref: print("second told", ref() is None, ref is second))
third = weakref.ref(n, lambda ref: print("third told"))
dropped = weakref.ref(n, lambda ref: print("never told"))
del dropped
p = weakref.proxy(n)
print(p.name, weakref.getweakrefcount(n))
p.name = "A"
print(n.name)
del n
print(r(), second(), repr(r).split(" at ")[0], repr(r).endswith("; dead>"))
tried(lambda: p.name)
for bad in (1, "x", (1,), [1], {}, None, 1.5):
    tried(weakref.ref, bad)


def f():
    pass


class L(list):
    pass


print(weakref.ref(f)() is f, weakref.ref({1}) is not None, weakref.ref(L([1]))())
l = L([1, 2])
rl = weakref.ref(l)
print(rl())
del l
print(rl())

values = weakref.WeakValueDictionary()
x, y = Node("x"), Node("y")
values["x"], values["y"] = x, y
print(len(values), sorted(values), values["x"], "x" in values, values.get("z"), list(values.items()), list(values.values()))
del x
print(len(values), "x" in values, list(values), values.get("x", "gone"))
tried(lambda: values["x"])
print(values.pop("y"), len(values), values.setdefault("y", y))
keys = weakref.WeakKeyDictionary()
keys[y] = [1]
z = Node("z")
keys[z] = Node("value of z")
print(len(keys), keys[y], y in keys, list(keys.keys()), keys.get(3 and y))
del z
print(len(keys), list(keys.items()))
group = weakref.WeakSet()
m = Node("m")
group.add(m)
group.add(m)
group.add(y)
print(len(group), m in group, sorted(each.name for each in group))
del m
print(len(group), list(group))
group.discard(y)
try:
    group.remove(y)
except KeyError:
    print("not there")

done = Node("done")
fin = weakref.finalize(done, print, "finalized", 1, sep="-")
print(fin.alive)
del done
print(fin.alive, fin())
other = Node("other")
fin = weakref.finalize(other, print, "early")
fin()
print(fin.alive)
del other
kept = Node("kept")
fin = weakref.finalize(kept, print, "at exit")
fin2 = weakref.finalize(kept, print, "detached")
print(fin2.detach() is not None, fin2.alive)
del keys, values


class Cached:
    cache = weakref.WeakValueDictionary()

    def __new__(cls, key):
        found = cls.cache.get(key)
        if found is None:
            found = super().__new__(cls)
            cls.cache[key] = found
        return found


a, b = Cached(1), Cached(1)
print(a is b, len(Cached.cache))
del a
print(len(Cached.cache))
del b
print(len(Cached.cache))
print(gc.collect() >= 0, gc.isenabled(), gc.disable())
print(os.name, os.sep, repr(os.linesep), os.getpid() > 0, os.cpu_count() > 0, os.environ.get("NOT_SET_HERE"), os.getenv("NOT_SET_HERE", "d"))
os.environ["MINE"] = "1"
print(os.environ["MINE"], os.getenv("MINE"), "MINE" in os.environ)
print(os.path.join("a", "b", "c.txt"), os.path.join("a/", "/b"), os.path.basename("/x/y.py"), os.path.dirname("/x/y.py"), os.path.splitext("a/b.tar.gz"),
      os.path.split("/a/b/"), os.path.splitext(".bashrc"), os.path.normpath("a//b/../c/./d"), os.path.isabs("/a"), os.path.normpath("/../x"), os.path.normpath(""))
atexit.register(print, "first registered", "last run")


@atexit.register
def bye():
    print("bye")


atexit.register(print, "unregistered")
atexit.unregister(f)
print("end")
