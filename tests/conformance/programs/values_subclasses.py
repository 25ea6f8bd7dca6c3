# Subclasses of native types keep attributes, override methods and mix with their base.
class Stack(list):
    def push(self, x):
        self.append(x)
        return self

    def __getitem__(self, i):
        return ('item', super().__getitem__(i))


class Counter(dict):
    def __missing__(self, key):
        self[key] = 0
        return 0


class Name(str):
    def __new__(cls, text, title=''):
        self = super().__new__(cls, text)
        self.title_ = title
        return self

    def upper(self):
        return 'UP:' + super().upper()


class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    @property
    def first(self):
        return self[0]


class Bag(set):
    pass


class Raw(bytes):
    pass


s = Stack([1, 2]).push(3)
s.extra = 'yes'
print(s, s[0], s[-1], len(s), s == [1, 2, 3], s.extra, s + [4], type(s + [4]), s.__dict__, isinstance(s, list), list(s))
c = Counter()
for ch in 'hello':
    c[ch] += 1
print(c, c['z'], c.get('q'), 'q' in c, dict(c) == c)
n = Name('bob', title='Mr')
print(n, n.title_, n.upper(), n + '!', type(n + '!'), n == 'bob', {n: 1}['bob'], len(n), n[0], f'{n:>5}', repr(n))
p = Pair(1, 2)
print(p, p.first, p == (1, 2), p + (3,), hash(p) == hash((1, 2)), len(p), *p)
bag = Bag([1, 2])
bag.note = 5
print(bag, bag | {3}, type(bag | {3}), bag.note, Raw(b'x'), Raw(b'x') + b'y', Bag(), type(bag.copy()).__name__)
