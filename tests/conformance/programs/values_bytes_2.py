# bytes and bytearray.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: (b'\xe9'.decode('ascii')),
    lambda: (b'a'.decode('nope')),
    lambda: (b'\xed\xa0\x80'.decode()),
    lambda: (bytearray(b'ab'), bytearray(2), bytearray(), bytearray([1, 2]), bytearray('é', 'utf-8'), repr(bytearray(b'\'')), len(bytearray(5)), bytes(bytearray(b'x')), bytearray(b'ab')[0], bytearray(b'ab')[1:], bytearray(b'ab') + b'c', b'a' + bytearray(b'b')),
    lambda: (hash(bytearray())),
    lambda: (bytearray(b'')[0]),
    lambda: (bytearray([300])),
    lambda: ({bytearray(): 1}),
    lambda: (type(b''), type(bytearray()), isinstance(b'', bytes), b'a'.__class__, bytes.__name__, b'ab'.__len__(), b'x' if b'' else b'y'),
)
