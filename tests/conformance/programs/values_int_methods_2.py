# Methods of int, and int() of all kinds.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: (repr(2 ** 70), str(-2 ** 70), f'{2 ** 70:,}', 10 ** 18, -10 ** 19),
    lambda: (int.from_bytes('a')),
    lambda: ((5).bit_length(1)),
    lambda: (int.bit_length('a')),
    lambda: ((5).foo),
)
