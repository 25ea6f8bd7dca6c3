# Searching, splitting and joining strings.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: ('hello'.find('l'), 'hello'.rfind('l'), 'hello'.find('z'), 'hello'.find('l', 3), 'hello'.find('l', 4, 5), 'hello'.find(''), 'hello'.find('', 9)),
    lambda: ('hello'.index('l'), 'hello'.rindex('l'), 'héllo'.index('l'), 'héllo'.find('o', -1), 'hello'.find('h', -100)),
    lambda: ('hello'.index('z')),
    lambda: ('hello'.find(5)),
    lambda: ('a'.rindex('b')),
    lambda: ('banana'.count('a'), 'banana'.count('ana'), 'banana'.count(''), 'banana'.count('a', 2), 'banana'.count('a', 2, 4), ''.count('')),
    lambda: ('hello'.startswith('he'), 'hello'.startswith(('x', 'h')), 'hello'.startswith('l', 2), 'hello'.startswith(''), 'hello'.endswith('lo'), 'hello'.endswith(('a', 'o')), 'hello'.endswith('l', 0, 4)),
    lambda: ('a'.startswith(5)),
    lambda: ('a'.endswith(('b', 5))),
    lambda: ('banana'.replace('a', 'o'), 'banana'.replace('a', 'o', 2), 'banana'.replace('', '-'), 'banana'.replace('', '-', 2), ''.replace('', 'x'), 'abc'.replace('b', '')),
    lambda: ('a'.replace('a', 5)),
    lambda: ('a,b,c'.split(','), 'a,b,c'.split(',', 1), ',a,'.split(','), ''.split(','), 'a--b'.split('--'), 'a b  c'.split(' ')),
    lambda: (' a  b c '.split(), ' a  b c '.split(None, 1), ''.split(), '   '.split(), 'a\tb\nc'.split(), 'a b c'.split(maxsplit=1), ' a b '.split(maxsplit=0)),
    lambda: ('a,b,c'.rsplit(',', 1), ' a  b c '.rsplit(None, 1), 'a,b'.rsplit(','), ' a b '.rsplit(maxsplit=0), ''.rsplit()),
    lambda: ('a'.split('')),
    lambda: ('a'.split(5)),
    lambda: ('a\nb\r\nc\rd'.splitlines(), 'a\nb\n'.splitlines(), 'a\n\nb'.splitlines(True), ''.splitlines(), '\n'.splitlines(), 'a\x0bb\x0cc\x1cd\u2028e'.splitlines()),
    lambda: ('a=b=c'.partition('='), 'a=b=c'.rpartition('='), 'abc'.partition('='), 'abc'.rpartition('='), '='.partition('=')),
    lambda: ('a'.partition('')),
    lambda: (','.join(['a', 'b']), ''.join(('x', 'y')), '-'.join('abc'), ', '.join([]), '-'.join(['a']), ' '.join(str(i) for i in range(3)), '-'.join({'a': 1, 'b': 2})),
    lambda: (','.join([1, 2])),
    lambda: (','.join(['a', None])),
    lambda: (','.join(5)),
    lambda: ('  a b '.strip(), '  a '.lstrip() + '|', ' a  '.rstrip() + '|', 'xxaxx'.strip('x'), 'abcba'.strip('ab'), 'abc'.lstrip('ab'), 'abc'.rstrip('bc'), '\u3000a\u2003'.strip(), 'éaé'.strip('é')),
    lambda: ('a'.strip(5)),
    lambda: ('TestHook'.removeprefix('Test'), 'TestHook'.removesuffix('Hook'), 'abc'.removeprefix('x'), 'abc'.removesuffix('')),
    lambda: ('ell' in 'hello', 'z' in 'hello', '' in 'hello', 'z' not in 'hello'),
    lambda: (5 in 'hello'),
    lambda: ('abc'[0], 'abc'[-1], 'abc'[1:], 'abc'[::-1], 'abcdef'[1:5:2], 'abc'[5:], 'abc'[-2:], 'héé'[1], 'a😀b'[1], 'a😀b'[::-1], 'aéb'[-1]),
    lambda: ('abc'[3]),
    lambda: ('abc'['a']),
    lambda: ('abc'[1.0]),
    lambda: ('a'.foo),
    lambda: ('abc'[None]),
    lambda: (len('abc'), len('é'), len('😀'), len(''), len('a\x00b')),
    lambda: ('a' + 'b', 'a' * 3, 3 * 'ab', 'a' * 0, 'a' * -1, '' * 5),
    lambda: ('a' * 1.5),
    lambda: ('a' * 'b'),
)
