# Complex numbers.
import time

a, b = 1 + 2j, complex(3, -4)
print(a, b, -a, +a, a + b, a - b, a * b, a / b, a ** 2, a ** b, a ** 0.5, abs(b), a.real, a.imag, a.conjugate(), a == 1 + 2j, a != b, bool(0j), bool(a))
print(2j, -2j, 0j, -0j, 1.5 + 0j, complex(), complex(1), complex(1.5), complex("1+2j"), complex(" 3 "), complex("-j"), complex("(2-3.5j)"), complex("1e3j"), complex(1j, 2), complex(real=1, imag=2))
print(1 + 1j, 1 - 1j, 1j * 1j, 2 * 1j, 1j / 2, 1 / 1j, 1.0 + 1j, True + 1j, 10 ** 20 + 1j, 1j ** 2, 1j ** -1, 2 ** 1j, (1 + 0j) == 1, 1 == 1 + 0j, 1.5 == 1.5 + 0j, {1: "a"}[1 + 0j], hash(1 + 0j) == hash(1), hash(3 + 4j))
print(repr(complex(float("inf"), float("nan"))), complex(-0.0, 1), complex(0.0, -0.0), complex(-0.0, -0.0), complex(1e100, 1e-100))
print(f"{a} {a!r} {a:.2f} {b:g} {1.5 + 2.25j:.1f} {a:>12}| {a:<12}| {a:^12}| {a:+.1f} {a:e}")
print(sum([1j, 2, 3.5]), [1j, 2j].index(2j), str(a), "%s %r" % (a, b), type(a), isinstance(a, complex), max([1j], default=0))
print((-8) ** (1 / 3), (-1) ** 0.5, (-2.0) ** 1.5, pow(-1, 0.5), pow(1j, 2))
print(a.__class__.__name__, [m for m in ("real", "imag", "conjugate") if hasattr(a, m)])


class C:
    def __complex__(self):
        return 5 + 6j


class F:
    def __float__(self):
        return 2.5


print(complex(C()), complex(F()), complex(F(), F()))
for f in (lambda: a < b, lambda: a // b, lambda: a % b, lambda: divmod(a, b), lambda: int(a), lambda: float(a), lambda: 1j / 0, lambda: complex("x"), lambda: complex("1", 2),
          lambda: complex(1, "2"), lambda: complex([]), lambda: 0j ** -1, lambda: round(a), lambda: sorted([1j, 2j]), lambda: a & 1, lambda: ~a, lambda: a + "x", lambda: [1][1j], lambda: "x" * 1j,
          lambda: a.real.__class__ and setattr(a, "real", 1), lambda: f"{a:d}", lambda: pow(a, b, 2), lambda: range(1j)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
match 3 + 4j:
    case 3 + 4j:
        print("matched")

for z in (1234567.5-20000j, -0.0-0j, 1e20j, 12345+1j):
    print([f"{z:{spec}}" for spec in ("n", "e", ".3g", "*>40", ",", ",.2f", "_", "z.1f", "+.1e", " ", "^30.2f", "#", "#.0f")])
for spec in ("x", "%", "=10", "010", "s"):
    try:
        format(1j, spec)
    except ValueError as error:
        print(error)
