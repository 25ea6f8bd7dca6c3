# format() of ints.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: (format(5, 'd'), format(-5, '5'), format(5, '<5') + '|', format(5, '^5') + '|', format(5, '>5')),
    lambda: (format(5, '+'), format(5, ' '), format(-5, ' '), format(5, '-'), format(5, '=+6'), format(-5, '06')),
    lambda: (format(1234567, ','), format(1234567, '_'), format(-1234567, '015,'), format(1234, '08,'), format(12, '08,')),
    lambda: (format(255, 'x'), format(255, 'X'), format(255, '#x'), format(255, '#X'), format(255, '#o'), format(255, '#b')),
    lambda: (format(255, '#010x'), format(-255, '#010x'), format(2 ** 40, '_x'), format(2 ** 40, '_b'), format(255, '012_b')),
    lambda: (format(65, 'c'), format(65, '5c') + '|', format(65, '^5c') + '|'),
    lambda: (format(5, '.2f'), format(5, 'e'), format(5, 'g'), format(5, '%'), format(5, '10.3f'), format(5, 'n')),
    lambda: (format(True), format(True, 'd'), format(True, '5'), format(False, '')),
    lambda: (format(3, '*^9'), format(3, 'é<4'), format(3, '<<4'), format(3, '0<4'), format(3, '04'), format(3, '<04')),
    lambda: (format(2 ** 70, ','), format(2 ** 70, '40,'), format(2 ** 70, '.3e'), format(-2 ** 70, '#x')),
    lambda: (format(1, 'q')),
    lambda: (format(1, '10xq')),
    lambda: (format(1, '.2')),
    lambda: (format(1, '+c')),
    lambda: (format(1, ',_')),
    lambda: (format(1, ',,')),
    lambda: (format(1, ',x')),
    lambda: (format(1, 's')),
    lambda: (format(1, '5.')),
    lambda: (format(0x110000, 'c')),
    lambda: (format(1, '#c')),
    lambda: (format(1, 'z')),
    lambda: (format(1, 2)),
    lambda: (format(1, ',n')),
    lambda: (format(1, '99999999999999999999')),
    lambda: (f'{10:{5}}|{10:<{5}}|{10:{"x"}}'),
    lambda: (f'{5!r:>4}|{5!s:>4}|{5!a:<4}|'),
    lambda: ('{:d} {:5d} {:<5d}| {:+d} {:,}'.format(1, 2, 3, 4, 5000)),
)
