# The order in which operands are asked.
log = []


class Base:
    def __init__(self, name):
        self.name = name

    def __add__(self, other):
        log.append(f'{self.name}.add')
        return NotImplemented

    def __radd__(self, other):
        log.append(f'{self.name}.radd')
        return NotImplemented

    def __lt__(self, other):
        log.append(f'{self.name}.lt')
        return NotImplemented

    def __gt__(self, other):
        log.append(f'{self.name}.gt')
        return NotImplemented

    def __eq__(self, other):
        log.append(f'{self.name}.eq')
        return NotImplemented


class Derived(Base):
    def __radd__(self, other):
        log.append(f'{self.name}.derived_radd')
        return NotImplemented


class Same(Base):
    pass


class Other:
    def __radd__(self, other):
        log.append('other.radd')
        return 'other'


def attempt(f):
    log.clear()
    try:
        result = f()
    except TypeError as error:
        result = str(error)
    print(result, log)


a, d, s, o = Base('a'), Derived('d'), Same('s'), Other()
for f in (lambda: a + d, lambda: d + a, lambda: a + s, lambda: a + a, lambda: a + o, lambda: o + a, lambda: a + 1,
          lambda: 1 + a, lambda: a < d, lambda: d < a, lambda: a == d, lambda: d == a, lambda: a == 1, lambda: a != d,
          lambda: a < 1, lambda: 1 < a, lambda: [a] == [d], lambda: a in [d], lambda: a in [a], lambda: (1, a) == (1, d)):
    attempt(f)
