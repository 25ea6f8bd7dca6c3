# Hunger for memory and depth ends in an exception.
def show(name, f):
    try:
        f()
        print(name, 'fine')
    except Exception as error:
        print(name, type(error).__name__)


show('shift', lambda: 1 << (1 << 70))
show('index', lambda: [1][1 << 70])
show('repeat', lambda: 'x' * (1 << 70))
show('list repeat', lambda: [0] * (1 << 62))
show('str repeat', lambda: 'x' * 10 ** 17)
show('bytes', lambda: bytes(10 ** 17))
show('range', lambda: list(range(10 ** 16)))
show('text of a huge int', lambda: str(10 ** 5000))
show('huge text to int', lambda: int('1' * 5000))
show('ljust', lambda: 'x'.ljust(10 ** 17))
show('width', lambda: f'{1:10000000000000000}')

nested = []
for _ in range(100000):
    nested = [nested]
show('deep repr', lambda: repr(nested))
show('deep compare', lambda: nested == [nested])
deep = ()
for _ in range(5000):
    deep = (deep,)
show('deep hash', lambda: hash(deep))
for _ in range(100000):
    deep = (deep,)
del nested, deep


def forever():
    return forever()


show('recursion', forever)


class Loop:
    def __repr__(self):
        return repr(self)

    def __getattr__(self, name):
        return self.other

    def __eq__(self, other):
        return self == other


show('repr loop', lambda: repr(Loop()))
show('getattr loop', lambda: Loop().x)
show('eq loop', lambda: Loop() == 1)
print('end')
