# bytes and bytearray.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: (b'abc', b'a\'b', b'a"b', b'\'"', b'\x00\xff\n\t\r\\', b'', bytes(), bytes(3), bytes([1, 2, 255]), bytes('é', 'utf-8'), bytes(b'x'), bytes(range(3))),
    lambda: (bytes('a')),
    lambda: (bytes([256])),
    lambda: (bytes([-1])),
    lambda: (bytes(-1)),
    lambda: (bytes(['a'])),
    lambda: (bytes(1.5)),
    lambda: (bytes(5, 'ascii')),
    lambda: (bytes(None)),
    lambda: (b'abc'[0], b'abc'[-1], b'abc'[1:], b'abc'[::-1], len(b'abc'), list(b'abc'), b'a' in b'abc', 97 in b'abc', b'bc' in b'abc', b'' in b'a'),
    lambda: (b'abc'[3]),
    lambda: (b'abc'['a']),
    lambda: ('a' in b'abc'),
    lambda: (300 in b'abc'),
    lambda: (b'a' + b'b', b'ab' * 2, 2 * b'a', b'a' == b'a', b'a' < b'b', b'a' == 'a', b'a' != 'a', hash(b'a') == hash(b'a'), bytearray(b'a') == b'a'),
    lambda: (b'a' + 'b'),
    lambda: (b'a' < 'b'),
    lambda: (b'a' * 1.5),
    lambda: (b'a' + 1),
    lambda: (b'hello'.find(b'l'), b'hello'.rfind(b'l'), b'hello'.find(108), b'hello'.find(b'z'), b'hello'.index(b'l', 3), b'hello'.count(b'l'), b'hello'.count(b''), b'hello'.count(108)),
    lambda: (b'a'.index(b'z')),
    lambda: (b'a'.find('z')),
    lambda: (b'a'.split('x')),
    lambda: (b'a'.startswith('a')),
    lambda: (b'a,b,c'.split(b','), b' a b '.split(), b'a,b'.rsplit(b',', 1), b'a\nb\r\nc'.splitlines(), b'a\n'.splitlines(True), b'a=b'.partition(b'='), b'ab'.rpartition(b'='), b' a b c '.split(None, 1), b'  '.split()),
    lambda: (b','.join([b'a', b'b']), b''.join([]), b' a '.strip(), b'xax'.strip(b'x'), b'ab'.replace(b'a', b'xx'), b'ab'.replace(b'', b'-'), b'ab'.startswith(b'a'), b'ab'.endswith((b'x', b'b')), b'ab'.removeprefix(b'a'), b'ab'.removesuffix(b'b')),
    lambda: (b','.join(['a'])),
    lambda: (b','.join([1])),
    lambda: (b'aB'.upper(), b'aB'.lower(), b'aB'.swapcase(), b'ab cd'.title(), b'aB'.capitalize(), b'ab'.isalpha(), b'12'.isdigit(), b'a1'.isalnum(), b' '.isspace(), b'AB'.isupper(), b'ab'.islower(), b''.isalpha()),
    lambda: (b'a'.center(4), b'a'.ljust(3, b'.'), b'a'.rjust(3), b'-5'.zfill(4), b'ab'.translate(bytes.maketrans(b'a', b'x')), b'abc'.translate(None, b'b'), b'a\tb'.hex()),
    lambda: (b'\x01\xab'.hex(), b'\x01\xab\xcd'.hex(':'), b'\x01\xab\xcd'.hex('-', 2), bytes.fromhex('01ab CD'), bytearray.fromhex('ff')),
    lambda: (bytes.fromhex('1')),
    lambda: (bytes.fromhex('zz')),
    lambda: (b'\xc3\xa9'.decode(), b'\xe9'.decode('latin-1'), b'a'.decode('ascii'), b'\xff'.decode('utf-8', 'replace'), b'a\xffb'.decode('utf-8', 'ignore'), b'\xff'.decode('utf-8', 'backslashreplace'), b'\xff\xfea\x00'.decode('utf-16')),
    lambda: (b'\xff'.decode()),
    lambda: (b'\xc3'.decode()),
    lambda: (b'a\xe2\x82'.decode()),
    lambda: (b'\xe2\x28\xa1'.decode()),
)
