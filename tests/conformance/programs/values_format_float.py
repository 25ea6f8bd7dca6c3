# format() of floats.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: (format(3.14159, '.2f'), format(3.14159, '10.3f'), format(3.14159, '<10.3f') + '|', format(-3.14159, '010.2f')),
    lambda: (format(1234567.891, ','), format(1234567.891, ',.2f'), format(1234567.891, '_.1f'), format(1e10, ',')),
    lambda: (format(1234.5, 'e'), format(1234.5, '.2e'), format(1234.5, 'E'), format(0.00001234, 'e'), format(0.0, 'e')),
    lambda: (format(1234.5, 'g'), format(1e20, 'g'), format(1e-5, 'g'), format(123456.0, 'g'), format(1234567.0, 'g'), format(0.0001, 'g')),
    lambda: (format(1.0, '#g'), format(1.0, '#.0f'), format(1.0, '#.3g'), format(1.0, '.0e'), format(1.0, '#.0e')),
    lambda: (format(0.25, '%'), format(0.1234, '.1%'), format(1.5, '+'), format(1.5, ' '), format(-0.0, '+')),
    lambda: (format(1.5, ''), format(1.5, '10'), format(1e16, '10'), format(1e-5, '10'), format(1.0, '0'), format(1.0, '8')),
    lambda: (format(3.0, '.3'), format(3.14159, '.3'), format(1234567.0, '.3'), format(3.0, '.1'), format(100.0, '.3'), format(1000.0, '.3')),
    lambda: (format(float('nan'), '5'), format(float('inf'), '05'), format(float('-inf'), '+.2f'), format(float('nan'), 'F'), format(float('nan'), '05')),
    lambda: (format(2.5, '.0f'), format(3.5, '.0f'), format(0.5, '.0f'), format(1.15, '.1f'), format(2.675, '.2f')),
    lambda: (format(1.1, '.30f'), format(1e100, '.0f'), format(5e-324, '.5e'), format(1e22, 'f')),
    lambda: (format(-0.01, '.1f'), format(-0.01, 'z.1f'), format(0.0, 'z'), format(1.5, '=+10'), format(-1.5, '*=10')),
    lambda: (format(1.5, 'd')),
    lambda: (format(1.5, 'x')),
    lambda: (format(1.5, 's')),
    lambda: (format(1.5, '.')),
    lambda: (format(1.5, ',d')),
    lambda: (f'{3.14159:.2f} {3.14159:{10}.{2}f} {1e10:,.2f} {0.5:.0%}'),
    lambda: ('{:.3f}|{:8.3f}|{:<8.3f}|{:^8.1f}|{:g}|{:n}'.format(1.23456, 1.23456, 1.2, 1.25, 1e7, 1.5)),
    lambda: ('%f %.2f %8.3f %-8.2f| %+.1f %e %g %G %.0f' % (1.5, 1.555, 3.14159, 2.5, 2.25, 12345.678, 1e-10, 1e-10, 2.5)),
    lambda: ('%5.1f%%' % 99.55, '%010.3f' % -3.14159, '% f' % 1.0, '%#.0f' % 1, '%.3g' % 1234.5, '%s' % 1e16, '%r' % 0.1),
    lambda: ('%d' % 3.99, '%d' % -3.99, '%i' % 2.5, '%f' % True, '%f' % 10 ** 20),
    lambda: ('%d' % float('nan')),
    lambda: ('%f' % 'x'),
    lambda: ('%d' % float('inf')),
)
