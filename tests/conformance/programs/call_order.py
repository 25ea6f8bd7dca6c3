def t(x):
    print(x, end=" ")
    return x
def f(*a, **k): return a, k
print(f(t(1), t(2), *[t(3)], k=t(4), **{"m": t(5)}))
d = {t("k1"): t("v1"), t("k2"): t("v2")}
print(d)
l = [0, 0, 0]
l[t(0)], l[t(1)] = t(10), t(20)
print(l)
l[t(2)] += t(5)
print(l)
x = t(1) if t(0) else t(2)
print(x)
class O: pass
o = O()
def obj(): print("obj", end=" "); return o
obj().a = t("value")
obj().a += t("!")
print(o.a)
a = b = t("chain")
print(a, b)
def dflt(x=t("default at def")): return x
print(dflt(), dflt(3))
print(t(1) + t(2) * t(3) - t(4))
print(t(5) in [t(4), t(5)], t(1) is not t(2))
print([t(i) for i in range(3)][t(1)])
print(t("a") < t("b") < t("c"))
del l[t(0)]
print(f"{t(1)}{t(2):>{t(3)}}")
assert t(True), t("not evaluated")
print((lambda a, b=t("lambda default"): (a, b))(t("arg")))
i = 0
def nxt():
    global i
    i += 1
    return i
print(nxt(), nxt(), [nxt(), nxt()], {nxt(): nxt()}, (nxt(),))
m = [[0] * 2 for _ in range(2)]
m[nxt() % 2][nxt() % 2] = nxt()
print(m)
try:
    t("before") + (1 / 0) + t("never")
except ZeroDivisionError:
    print("stopped")
