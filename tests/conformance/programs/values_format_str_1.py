# format() of strings, str.format and %.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: (format('ab', '5') + '|', format('ab', '>5'), format('ab', '^5') + '|', format('ab', '*^6'), format('abc', '.2'), format('é', '>4')),
    lambda: (format('ab', '05'), format('ab', 's'), format('ab', '<5s') + '|', format('', '3') + '|'),
    lambda: (format('a', 'd')),
    lambda: (format('a', ',')),
    lambda: (format('a', '+')),
    lambda: (format('a', ' ')),
    lambda: (format('a', '=5')),
    lambda: (format('a', '#')),
    lambda: (format(None, '5')),
    lambda: (format([], '5')),
    lambda: (format(None, ''), format([1], ''), format((1, 2))),
    lambda: ('{} {} {}'.format(1, 'a', None), '{0} {1} {0}'.format('x', 'y'), '{a} {b}'.format(a=1, b=2), '{{}} {{{}}}'.format(5)),
    lambda: ('{0[0]} {0[1]} {1[k]} {2.real}'.format([1, 2], {'k': 3}, 5), '{a[0][1]}'.format(a=[[1, 2]])),
    lambda: ('{!r} {!s} {!a}'.format('é', 'é', 'é'), '{!r:>6}|'.format('a'), '{:>{}}|{:{}{}}|'.format('a', 5, 'b', '<', 4)),
    lambda: ('{:{w}.{p}f}'.format(3.14159, w=8, p=2), '{0:{1}}'.format('a', '>5')),
    lambda: ('{x}'.format_map({'x': 1}), '{x[0]}'.format_map({'x': 'ab'})),
    lambda: ('{'.format()),
    lambda: ('}'.format()),
    lambda: ('{0'.format(1)),
    lambda: ('{0!'.format(1)),
    lambda: ('{0!r'.format(1)),
    lambda: ('{0!x}'.format(1)),
    lambda: ('{0!rx}'.format(1)),
    lambda: ('{}{0}'.format(1)),
    lambda: ('{0}{}'.format(1)),
    lambda: ('{}'.format()),
    lambda: ('{a}'.format()),
    lambda: ('{0.}'.format(1)),
    lambda: ('{0[}'.format(1)),
    lambda: ('{0[]}'.format(1)),
    lambda: ('{0[a]x}'.format({'a': 1})),
    lambda: ('{:{:{}}}'.format(1, 2, 3)),
    lambda: ('{:{'.format(1)),
    lambda: ('{}'.format_map({})),
    lambda: ('{0.foo}'.format(1)),
    lambda: ('{:q}'.format(1)),
    lambda: ('%s %r %a' % ('é', 'é', 'é'), '%5s|%-5s|%.2s' % ('a', 'b', 'cde'), '%%' % (), '%c%c' % (65, 'b')),
    lambda: ('%d %i %u %5d|%-5d|%05d %+d % d' % (1, 2, 3, 4, 5, 6, 7, 8), '%x %X %#x %o %#o' % (255, 255, 255, 8, 8)),
)
