# Sorting: stable, the sequence of comparisons, errors out of comparisons, changes meanwhile.
log = []


class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        log.append((self.n, other.n))
        return self.n < other.n

    def __repr__(self):
        return str(self.n)


for numbers in ([], [1], [2, 1], [1, 2, 3], [3, 2, 1], [5, 2, 9, 1, 7, 3], [1, 3, 2, 4, 6, 5, 8, 7], [2, 2, 1, 1]):
    log.clear()
    print(sorted(map(Item, numbers)), log)
    log.clear()
    print(sorted(map(Item, numbers), reverse=True), log)


class Bad:
    def __lt__(self, other):
        raise ValueError('no order')


items = [Bad(), Bad(), Bad()]
try:
    items.sort()
except ValueError as error:
    print(error, len(items))

numbers = [3, 1, 2]


def key(x):
    numbers.append(x)
    return x


try:
    numbers.sort(key=key)
except ValueError as error:
    print(error)
words = ['banana', 'kiwi', 'apple', 'fig', 'cherry', 'date']
print(sorted(words, key=len), sorted(words, key=lambda w: (len(w), w)), sorted(words, key=lambda w: w[-1], reverse=True))
print(sorted([(i * 7919 % 101, i) for i in range(150)])[:20], sorted(range(200), key=lambda i: (i * 31) % 17)[:40])
print(sorted([0.5, -1, True, 2 ** 70, -2 ** 70, 1e300]), sorted(['b', 'a', 'é', 'Z', '']), sorted([[2], [1, 5], []]))
try:
    [1, None, 'a'].sort()
except TypeError as error:
    print(error)
