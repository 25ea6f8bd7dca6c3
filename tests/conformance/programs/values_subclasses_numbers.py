# Subclasses of int and float are numbers like their bases.
class Celsius(float):
    def __repr__(self):
        return f'{float(self)}C'


class Bits(int):
    def __repr__(self):
        return bin(self)


t = Celsius(21.5)
print(t, repr(t), t + 1, type(t + 1), t > 20, f'{t:.2f}', round(t), int(t), hash(t) == hash(21.5))
b = Bits(5)
print(b, repr(b), b + 1, b | 2, type(b | 2), b == 5, [0, 1, 2, 3, 4, 'five'][b], '%d' % b, f'{b:04d}', {5: 'x'}[b])
