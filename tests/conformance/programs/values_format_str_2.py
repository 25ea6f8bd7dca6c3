# format() of strings, str.format and %.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: ('%(a)s %(b)d' % {'a': 1, 'b': 2}, '%*d|%-*d|%.*f' % (5, 1, 5, 2, 2, 3.14159), '%s' % [1], '%s' % {'a': 1}, '%.3d' % 5),
    lambda: ('%s' % ()),
    lambda: ('%s' % (1, 2)),
    lambda: ('%(a)s' % 1),
    lambda: ('%y' % 1),
    lambda: ('%' % 1),
    lambda: ('%*d' % ('x', 3)),
    lambda: ('%c' % 'ab'),
    lambda: ('%c' % 1.5),
    lambda: ('%x' % 1.5),
    lambda: ('%d' % 'x'),
    lambda: ('%s %s' % ('a',)),
    lambda: ('a' % 1),
    lambda: ('a' % {}, 'a' % []),
    lambda: ('%(a' % {}),
    lambda: ('%(a)s' % {}),
    lambda: ('%s and %s' % ('x', (1, 2)), '%s' % ((1, 2),), '%s' % None, '%d' % True, '%s' % b'x', '%r' % (1,)),
    lambda: (b'%s %d %c' % (b'x', 5, 65), b'%5d|%-5s|' % (1, b'a'), b'%x' % 255, b'%a' % 'é', bytearray(b'%d') % 5),
    lambda: (b'%s' % 'x'),
    lambda: (b'%b' % 5),
)
