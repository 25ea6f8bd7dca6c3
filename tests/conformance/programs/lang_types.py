# conformance: from 3.12
# Type parameters and aliases.
import time
import typing

type Number = int | float
type Pair[T] = tuple[T, T]
type Rec = dict[str, Rec] | None
type Fn[**P, R] = typing.Callable[P, R]
print(Number, Number.__name__, Number.__value__, Number.__type_params__, type(Number).__name__)
print(Pair, Pair.__value__, Pair.__type_params__, Pair[int])
print(Rec.__value__)
print(isinstance(1, Number.__value__), Number | None if False else "")


def first[T](items: list[T], default: T = None) -> T:
    return items[0] if items else default


print(first([1, 2]), first([]), first.__type_params__, first.__annotations__, first.__name__, first.__qualname__, first.__defaults__)


def bounded[T: int, U: (int, str), *Ts, **P](x: T, *args: *Ts, f: typing.Callable[P, U] = max) -> U:
    return f(x, *args)


print(bounded(1, 5, 3), bounded.__kwdefaults__)
T, U, Ts, P = bounded.__type_params__
print(T, U, Ts, P, T.__bound__, U.__constraints__, T.__constraints__, U.__bound__, type(T).__name__, type(Ts).__name__, type(P).__name__)
print(T.__infer_variance__, T.__covariant__, T.__name__)


class Box[T]:
    count = 0
    type Item = list[T]

    def __init__(self, item: T):
        self.item = item
        Box.count += 1

    def get(self) -> T:
        return self.item

    def map[U](self, f: typing.Callable[[T], U]) -> "Box[U]":
        return type(self)(f(self.item))

    def own[S: Missing](self, x: S) -> S:
        return super().__repr__() and x

    @classmethod
    def make[S](cls, x: S) -> "Box[S]":
        return cls(x)

    @staticmethod
    async def later[S](x: S) -> S:
        return x


b = Box[int](3)
print(b.get(), b.map(str).get(), Box.make("x").item, Box.count, Box.__type_params__, Box.__name__, Box.__qualname__)
print(b.own(5), Box.map.__type_params__, Box.map.__qualname__, Box.get.__annotations__)
print([c.__name__ for c in Box.__mro__], Box.__bases__[-1].__name__)
try:
    Box.own.__type_params__[0].__bound__
except NameError as e:
    print(e)


class Sub[K, V](Box[K], dict):
    def pair(self) -> tuple[K, V]:
        return self.item, V.__name__


print(Sub("k").pair(), Sub.__type_params__, issubclass(Sub, Box), issubclass(Sub, dict))
try:
    Box.own.__annotations__["x"].__bound__
except NameError as e:
    print("late", e)


def outer[T](x: T):
    def inner[S](y: S) -> tuple[T, S]:
        return T.__name__, S.__name__, x, y

    class C[Q]:
        t = T
        q = Q

        def m(self):
            return T, Q, x

    return inner, C


inner, C = outer(1)
print(inner(2), inner.__qualname__, C.t, C.q, C().m(), C.__qualname__)
print([f() for f in [lambda: 1]], (lambda: first([9]))())


@(lambda f: (print("decorated", f.__name__, f.__type_params__), f)[1])
def deco[T](x: T = print("default")) -> T:
    return x


type = 5
print(type)
type: int = 6
print(type, __annotations__)
del type
print(type(3))


async def main[T](x: T) -> T:
    return x


import asyncio

print(asyncio.run(main(4)), asyncio.run(Box.later(5)))
X = typing.TypeVar("X", bound=int)
Y = typing.TypeVar("Y", covariant=True)
print(X, Y, X.__bound__, typing.TypeVar("Z", contravariant=True), X.__constraints__)
