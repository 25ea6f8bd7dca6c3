# typing and abc and collections.abc
import abc
import collections.abc
import typing
from abc import ABC, ABCMeta, abstractmethod
from collections.abc import (AsyncGenerator, AsyncIterable, AsyncIterator, Awaitable, Callable, Coroutine, Generator, Hashable,
                             Iterable, Iterator, Mapping, MutableMapping, MutableSequence, MutableSet, Sequence, Set, Sized)
from typing import (Any, ClassVar, Dict, Generic, List, Literal, NamedTuple, NewType, Optional, Protocol, Tuple, TypedDict,
                    TypeVar, Union, cast, get_args, get_origin, overload, runtime_checkable)


def attempt(label, f):
    try:
        print(label, "->", f())
    except Exception as e:
        print(label, type(e).__name__, e)


class Shape(ABC):
    @abstractmethod
    def area(self):
        ...

    @property
    @abstractmethod
    def name(self):
        ...

    def describe(self):
        return f"{self.name} {self.area()}"


class Square(Shape):
    def __init__(self, s):
        self.s = s

    def area(self):
        return self.s**2

    @property
    def name(self):
        return "square"


class Half(Shape):
    def area(self):
        return 1


print(Square(3).describe(), isinstance(Square(1), Shape), issubclass(Square, Shape), sorted(Shape.__abstractmethods__), Square.__abstractmethods__)
attempt("abstract", lambda: Shape())
attempt("half", lambda: Half())


class Virtual:
    pass


print(isinstance(Virtual(), Shape), Shape.register(Virtual) is Virtual, isinstance(Virtual(), Shape), issubclass(Virtual, Shape))


class Hooked(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        return hasattr(other, "quack") or NotImplemented


class Duck:
    def quack(self):
        pass


print(isinstance(Duck(), Hooked), isinstance(5, Hooked), type(Hooked).__name__, type(Shape))

gen = (x for x in [])
async def co(): pass
async def ag(): yield
c, a = co(), ag()
kinds = [[], (), "s", b"b", {}, set(), frozenset(), range(3), gen, iter([]), c, a, len, 5, None, {}.keys(), {}.values(), {}.items()]
for cls in (Iterable, Iterator, Sized, Sequence, MutableSequence, Mapping, MutableMapping, Set, MutableSet, Hashable, Callable, Generator, Awaitable, Coroutine, AsyncIterable, AsyncIterator, AsyncGenerator, collections.abc.Collection, collections.abc.Reversible, collections.abc.Container):
    print(cls.__name__, "".join(str(int(isinstance(k, cls))) for k in kinds))
c.close()


class MyMap(Mapping):
    def __init__(self, d):
        self.d = d

    def __getitem__(self, k):
        return self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


m = MyMap({"a": 1, "b": 2})
print(m.get("a"), m.get("z", 9), "a" in m, list(m.keys()), list(m.items()), list(m.values()), m == {"a": 1, "b": 2}, dict(m), len(m), {**m}, 1 in m.values(), ("a", 1) in m.items(), m.keys() & {"a"})


class MySeq(Sequence):
    def __init__(self, *items):
        self.items = items

    def __getitem__(self, i):
        return self.items[i]

    def __len__(self):
        return len(self.items)


s = MySeq(1, 2, 3, 2)
print(list(s), list(reversed(s)), 2 in s, s.index(3), s.count(2), isinstance(s, Iterable))
attempt("index", lambda: s.index(99))
attempt("missing", lambda: type("Bad", (Mapping,), {})())


class MySet(MutableSet):
    def __init__(self, items=()):
        self.data = list(dict.fromkeys(items))

    def __contains__(self, x):
        return x in self.data

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)

    def add(self, x):
        if x not in self.data:
            self.data.append(x)

    def discard(self, x):
        if x in self.data:
            self.data.remove(x)


x, y = MySet([1, 2, 3]), MySet([2, 3, 4])
print(list(x & y), list(x | y), list(x - y), sorted(x ^ y), x <= y, x == MySet([3, 2, 1]), x.isdisjoint([9]), list(x & {1}))
x |= [7]
x.remove(1)
print(list(x), x.pop(), list(x))
attempt("remove", lambda: x.remove(100))


class MyMut(MutableMapping):
    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        print("set", k, v)
        self.d[k] = v

    def __delitem__(self, k):
        print("del", k)
        del self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


m = MyMut()
m.update({"a": 1}, b=2)
print(m.pop("a"), m.pop("z", None), m.setdefault("c", 3), m.popitem(), len(m))
m.clear()
attempt("pop", lambda: m.pop("gone"))
attempt("popitem", lambda: m.popitem())


class Countdown(Iterator):
    def __init__(self, n):
        self.n = n

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(3)), iter(Countdown(1)) is not None)

# typing
T = TypeVar("T")
K = TypeVar("K", bound=int)
print(T, List[int], Dict[str, int], Optional[int], Union[int, str], Union[int, None], Union[int], Tuple[int, ...], Literal["a", 1], Any, ClassVar[int], typing.Callable[[int], str])
print(get_origin(List[int]), get_args(Dict[str, int]), get_origin(list[int]), get_args(Optional[int]), get_origin(int), List[int] == List[int], Optional[T])
print(collections.abc.Awaitable[int], list[int], dict[str, list[int]], int | None)


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self


s = Stack[int]()
print(s.push(5).items, Stack[str].__origin__ is Stack, isinstance(s, Stack))


class Ints(Stack[int]):
    pass


print(Ints().push(1).items, Ints.__mro__[1] is Stack)


@runtime_checkable
class Closable(Protocol):
    def close(self) -> None:
        ...


class File:
    def close(self):
        pass


class Impl(Closable):
    def close(self):
        return "closed"


print(isinstance(File(), Closable), isinstance(5, Closable), Impl().close())


class Emp(NamedTuple):
    "An employee."
    name: str
    id: int = 3

    def hi(self):
        return f"hi {self.name}"


e = Emp("ann")
print(e, e.hi(), e.id, Emp._fields, Emp._field_defaults, e._replace(id=9), Emp("b", 2) == ("b", 2), Emp.__annotations__)
P = NamedTuple("P", [("x", int), ("y", int)])
print(P(1, 2), P._fields)


class Movie(TypedDict, total=False):
    name: str
    year: int


mv: Movie = {"name": "x"}
print(Movie(name="a", year=1), type(Movie(name="b")), Movie.__annotations__)
UserId = NewType("UserId", int)
print(UserId(5), UserId.__name__, cast(str, 5), typing.TYPE_CHECKING)


@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x):
    return x


print(f(3))
attempt("any", lambda: Any())
attempt("instance", lambda: isinstance([], List[int]))
attempt("isinstance", lambda: isinstance(5, list[int]))
print(isinstance([], List), issubclass(dict, Dict), isinstance(5, (int, str)), isinstance(5, int | str))


class Ann:
    a: int
    b: "str" = "x"
    c: Optional[int] = None


print(Ann.__annotations__)


class Old(List[int]):
    pass


print(Old([1, 2]), isinstance(Old(), list))
