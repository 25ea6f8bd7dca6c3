# Arithmetic of ints: signs, sizes, errors.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: (7 // 2, -7 // 2, 7 // -2, -7 // -2),
    lambda: (7 % 3, -7 % 3, 7 % -3, -7 % -3),
    lambda: (divmod(-7, 2), divmod(7, -2)),
    lambda: (2 ** 10, 2 ** 100, (-3) ** 3, 2 ** -2, 0 ** 0),
    lambda: (2 ** 62 - 1, 2 ** 62, 2 ** 63, -2 ** 62, -2 ** 63, -2 ** 64),
    lambda: (4611686018427387903 + 1, -4611686018427387904 - 1),
    lambda: (3037000500 * 3037000500, -3037000500 * 3037000500),
    lambda: (10 ** 30 // 7, -10 ** 30 // 7, 10 ** 30 % 7, -10 ** 30 % 7),
    lambda: (1 / 3, 10 ** 30 / 3, 1 / 10 ** 30, 2 ** 1000 / 2 ** 999),
    lambda: ((10 ** 17 + 1) / 10 ** 17, 123456789012345678901 / 98765432109876543),
    lambda: (1 << 70, 1 << 0, -1 << 65, 5 >> 1, -5 >> 1, 2 ** 70 >> 69, -2 ** 70 >> 100),
    lambda: (6 & 3, 6 | 3, 6 ^ 3, ~6, -6 & 3, -6 | 3, -6 ^ 3),
    lambda: (2 ** 70 & 2 ** 69 + 1, 2 ** 70 | 1, 2 ** 70 ^ -1, ~2 ** 70),
    lambda: (abs(-5), abs(-2 ** 80), -(-2 ** 62), +True, -True, ~True),
    lambda: (True + True, True * 3, True / 2, True // 1, True % 2),
    lambda: (True & False, True | False, True ^ True, True & 1, 1 ^ True),
    lambda: (pow(3, 4, 5), pow(-3, 3, 7), pow(3, -1, 7), pow(2, 10, -7), pow(2, 10 ** 20, 10 ** 9 + 7)),
    lambda: (1 // 0),
    lambda: (1 % 0),
    lambda: (1 / 0),
    lambda: (10 ** 30 // 0),
    lambda: (10 ** 30 % 0),
    lambda: (divmod(1, 0)),
    lambda: (0 ** -1),
    lambda: (pow(2, -1, 4)),
    lambda: (pow(2, 3, 0)),
    lambda: (1 << -1),
    lambda: (1 >> -1),
    lambda: (10 ** 400 / 3),
    lambda: (float(10 ** 400)),
    lambda: (1 + 'a'),
    lambda: ('a' + 1),
    lambda: (1 + None),
    lambda: ([] - 1),
    lambda: (1 @ 2),
    lambda: (-'a'),
    lambda: (~1.5),
    lambda: (+[]),
)
