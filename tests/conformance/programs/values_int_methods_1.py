# Methods of int, and int() of all kinds.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: ((255).bit_length(), (0).bit_length(), (-256).bit_length(), (2 ** 100).bit_length(), (255).bit_count()),
    lambda: ((1024).to_bytes(2, 'big'), (1024).to_bytes(4, 'little'), (-1).to_bytes(2, 'big', signed=True), (1).to_bytes()),
    lambda: (int.from_bytes(b'\x04\x00', 'big'), int.from_bytes(b'\xff\xff', 'little', signed=True), int.from_bytes([1, 2])),
    lambda: ((500).to_bytes(1, 'big')),
    lambda: ((-1).to_bytes(2, 'big')),
    lambda: ((128).to_bytes(1, 'big', signed=True)),
    lambda: ((1).to_bytes(1, 'middle')),
    lambda: (int(), int('12'), int(' -12 '), int('1_000'), int('+5'), int(3.99), int(-3.99), int(True)),
    lambda: (int('ff', 16), int('0xff', 16), int('0xff', 0), int('0b101', 0), int('0o17', 0), int('z', 36), int('-0x10', 16)),
    lambda: (int('x')),
    lambda: (int('')),
    lambda: (int('1__0')),
    lambda: (int('_1')),
    lambda: (int('010', 0)),
    lambda: (int('12', 2)),
    lambda: (int('9' * 40)),
    lambda: (int(b'12'), int(bytearray(b' 7 '))),
    lambda: (int(b'x')),
    lambda: (int([])),
    lambda: (int(None)),
    lambda: (int(1.5, 2)),
    lambda: (int('1', 99)),
    lambda: (int('1', 1)),
    lambda: (int(x=1)),
    lambda: (int(1, 2, 3)),
    lambda: (int(float('inf'))),
    lambda: (int(float('nan'))),
    lambda: (int(1e30), int(-1e20)),
    lambda: ((5).real, (5).imag, (5).numerator, (5).denominator, (5).conjugate(), (5).as_integer_ratio()),
    lambda: ((1).__add__(2), (1).__add__(1.5), int.__mul__(2, 3), (7).__rsub__(10), (1).__lt__(2), (1).__eq__('a')),
    lambda: (bin(10), oct(10), hex(255), bin(-10), hex(-255), hex(2 ** 70)),
    lambda: (hex(1.5)),
    lambda: (chr(65), chr(233), chr(0x1F600), ord('a'), ord('é'), ord('😀')),
    lambda: (chr(-1)),
    lambda: (chr(0x110000)),
    lambda: (ord('ab')),
    lambda: (ord(5)),
    lambda: (type(5), type(True), type(2 ** 70), isinstance(True, int), issubclass(bool, int)),
)
