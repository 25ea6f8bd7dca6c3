# Arithmetic of ints: signs, sizes, errors.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: (1 < 'a'),
    lambda: (None < 1),
    lambda: ([1] < (1,)),
    lambda: (2 ** 53 + 1 == 2.0 ** 53, 2 ** 53 == 2.0 ** 53, 10 ** 20 < 1e20, 1e20 == 10 ** 20),
    lambda: (1 == 1.0 == True, hash(1) == hash(1.0) == hash(True), hash(2 ** 61 - 1), hash(-1), hash(2 ** 100)),
    lambda: (1 if 2 ** 70 else 0, bool(0), bool(-1), not 2 ** 70),
    lambda: (round(12345, -2), round(15, -1), round(25, -1), round(-15, -1), round(5, 3), round(10 ** 20 + 5, -1)),
)
