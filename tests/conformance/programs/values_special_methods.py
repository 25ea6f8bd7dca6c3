# Operators find special methods, reflected ones and fall back as CPython does.
class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f'Vector({self.x}, {self.y})'

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(self.x + other.x, self.y + other.y)

    def __radd__(self, other):
        return self if other == 0 else NotImplemented

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __bool__(self):
        return self.x != 0 or self.y != 0

    def __contains__(self, v):
        return v == self.x

    def __call__(self, *args, **kwargs):
        return args, kwargs

    def __format__(self, spec):
        return f'<{spec}>'


v = Vector(1, 2)
print(v + Vector(3, 4), sum([v, v]), v * 2, 3 * v, -v, v == Vector(1, 2), v != v, len(v), v[0], list(v))
print(bool(Vector(0, 0)), 1 in v, 2 in v, v(1, a=2), f'{v:x}', {v: 1}[Vector(1, 2)], max(v), *v)
for attempt in (lambda: v + 1, lambda: v - v, lambda: v < v, lambda: v[5], lambda: -[], lambda: v['a'], lambda: v @ v):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
