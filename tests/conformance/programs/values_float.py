# Floats: text, arithmetic, methods, errors.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: (1.0, 1.5, 0.1, 1 / 3, 100.0, 1e15, 1e16, 1e17, 123456789012345680.0),
    lambda: (1e-4, 1e-5, 0.00012345, 1e100, 1e-100, 5e-324, 1.7976931348623157e308, -0.0),
    lambda: (float('inf'), float('-inf'), float('nan'), -float('nan'), float('Infinity'), float('  1.5  '), float('1_000.5')),
    lambda: (0.1 + 0.2, 1.1 * 3, 2.5 // 1, -2.5 // 1, 2.5 % 1, -2.5 % 1, 2.5 % -1, 5.5 // -2, 1e300 * 1e10),
    lambda: (7.5 // 2, -7.5 // 2, 7.5 % -2, divmod(7.5, 2), divmod(-7.5, 2), 0.0 // 1, -0.0 % 3),
    lambda: (2.0 ** 0.5, 4 ** 0.5, 2 ** -1, 2.0 ** 3, (-2.0) ** 3, 0.0 ** 0, 1e200 ** 0.5),
    lambda: (1.0 / 0),
    lambda: (1.0 // 0),
    lambda: (1.0 % 0),
    lambda: (divmod(1.0, 0)),
    lambda: (0.0 ** -1),
    lambda: (1e308 ** 2),
    lambda: (1.5 & 1),
    lambda: (1.5 + 'a'),
    lambda: (1.5 < 'a'),
    lambda: (round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1.005, 2), round(1234.5678, -2), round(0.5), round(1.5)),
    lambda: (round(1e20, -18), round(15.0, -1), round(25.0, -1), round(2.5, 0), round(1.15, 1), round(-0.4), round(0.1, 400)),
    lambda: (round(float('inf'))),
    lambda: (round(float('nan'))),
    lambda: (round(float('inf'), 2), round(1.0, None)),
    lambda: ((1.5).is_integer(), (2.0).is_integer(), (0.5).as_integer_ratio(), (0.1).as_integer_ratio()),
    lambda: ((1.5).hex(), (0.1).hex(), (-2.0).hex(), (0.0).hex(), float.fromhex('0x1.8p+0'), float.fromhex('1.8')),
    lambda: (float('x')),
    lambda: (float('')),
    lambda: (float('1__0')),
    lambda: (float([])),
    lambda: (float(None)),
    lambda: (float(1, 2)),
    lambda: (float(), float(5), float(True), float('1e5'), float(b'2.5'), float('.5'), float('5.')),
    lambda: (hash(1.5), hash(0.1), hash(-0.0), hash(float('inf')), hash(1e300), hash(2.0 ** 70) == hash(2 ** 70)),
    lambda: (1.5 == 1.5, 1.5 != 1, 1.5 < 2, 2 > 1.5, float('nan') == float('nan'), float('inf') > 10 ** 400, 1.5 >= 1.5),
    lambda: (0.1 == 1 / 10, 1e16 == 10 ** 16, 1e16 + 1 == 10 ** 16 + 1, 9007199254740993 == 9007199254740992.0),
    lambda: (abs(-1.5), -1.5, +1.5, not 0.0, bool(0.1), int(1.9), int(-1.9)),
    lambda: ((1.5).real, (1.5).imag, (1.5).conjugate(), type(1.5), isinstance(1.5, float)),
    lambda: (sum([0.1] * 10), sum([0.1, 0.2, 0.3]), max(1, 2.5), min(1, 1.0), max(2, 2.0)),
    lambda: (1.5.__add__(1), 1.5.__add__('x'), 1.5.__radd__(2), 1.5.__floor__(), 1.5.__ceil__(), 1.5.__trunc__()),
    lambda: (3.0 .__round__(), 1e22, 1e23, 123456.789e3, 0.1 + 0.7, 3.14159265358979),
)
