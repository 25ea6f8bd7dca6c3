# Cases and kinds of characters; layout.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: ('Hello World'.upper(), 'Hello World'.lower(), 'hello world'.title(), 'hELLO wORLD'.capitalize(), 'Hello'.swapcase(), 'HELLO'.casefold()),
    lambda: ('straße'.upper(), 'straße'.casefold(), 'ÉCOLE'.lower(), 'école'.capitalize(), 'ΑΣ'.lower(), 'ΑΣΑ'.lower(), 'ǆ'.title(), 'ŉ'.upper(), 'İ'.lower(), 'ﬁ'.upper(), 'ß'.title()),
    lambda: ("they're bill's".title(), 'a1b2'.title(), 'x-y_z'.title(), ''.title(), '1a'.capitalize()),
    lambda: ('abc'.isalpha(), 'ab1'.isalpha(), ''.isalpha(), 'é'.isalpha(), '中'.isalpha(), 'a b'.isalpha()),
    lambda: ('123'.isdigit(), '12.3'.isdigit(), '²'.isdigit(), '²'.isdecimal(), '½'.isnumeric(), '½'.isdigit(), '٣'.isdecimal(), ''.isdigit()),
    lambda: ('ab1'.isalnum(), 'ab_'.isalnum(), ' \t\n'.isspace(), ''.isspace(), '\u3000'.isspace(), 'a '.isspace()),
    lambda: ('ABC'.isupper(), 'ABc'.isupper(), 'A1'.isupper(), '1'.isupper(), 'abc'.islower(), 'a1'.islower(), 'É'.isupper()),
    lambda: ('Hello World'.istitle(), 'Hello world'.istitle(), 'HELLO'.istitle(), ''.istitle(), 'A'.istitle()),
    lambda: ('abc'.isidentifier(), '1a'.isidentifier(), '_'.isidentifier(), 'é'.isidentifier(), ''.isidentifier(), 'a b'.isidentifier()),
    lambda: ('abc'.isprintable(), 'a\n'.isprintable(), ''.isprintable(), 'é'.isprintable(), '\x7f'.isprintable(), 'abc'.isascii(), 'é'.isascii()),
    lambda: ('a'.center(5) + '|', 'ab'.center(5) + '|', 'ab'.center(5, '*'), 'abc'.center(6, '-'), 'abc'.center(2), 'é'.center(4, 'ü')),
    lambda: ('a'.ljust(4) + '|', 'a'.rjust(4), 'a'.ljust(4, '.'), 'a'.rjust(4, '.'), 'abcde'.ljust(3)),
    lambda: ('42'.zfill(5), '-42'.zfill(5), '+4'.zfill(4), ''.zfill(2), 'abc'.zfill(2), '--1'.zfill(5)),
    lambda: ('a\tb'.expandtabs(), 'a\tb'.expandtabs(4), '\t'.expandtabs(2), 'ab\tc\n\td'.expandtabs(4), 'a\tb'.expandtabs(0)),
    lambda: ('a'.center('x')),
    lambda: ('a'.center(5, 'ab')),
    lambda: ('a'.ljust(5, 5)),
    lambda: ('a'.zfill()),
    lambda: ('a'.upper(1)),
    lambda: ('abc'.translate({97: 'x', 98: None, 99: 100}), 'abc'.translate(str.maketrans('ab', 'xy')), 'abc'.translate(str.maketrans('a', 'x', 'c')), 'abc'.translate(str.maketrans({'a': '1', 'b': None}))),
    lambda: (str.maketrans('ab', 'x')),
    lambda: (str.maketrans({'ab': 1})),
    lambda: (str.maketrans(5)),
    lambda: ('é😀'.encode(), 'é'.encode('latin-1'), 'abc'.encode('ascii'), 'é'.encode('utf-16'), 'é'.encode('utf-16-le'), 'a'.encode('utf-32-be'), 'é😀'.encode('ascii', 'replace'), 'é'.encode('ascii', 'ignore'), 'é'.encode('ascii', 'xmlcharrefreplace'), 'é'.encode('ascii', 'backslashreplace')),
    lambda: ('é'.encode('ascii')),
    lambda: ('aéü'.encode('ascii')),
    lambda: ('😀'.encode('latin-1')),
    lambda: ('\ud800'.encode()),
    lambda: ('a'.encode('nope')),
    lambda: ('é'.encode('ascii', 'nope')),
    lambda: (repr('a'), repr("'"), repr('"'), repr('\'"'), repr('\n\t\r\\'), repr('\x00\x1f\x7f'), repr('é'), repr('\xa0\xad'), repr('\u200b'), repr('😀'), repr('\ud800'), repr('\U000e0001')),
    lambda: (ascii('é😀a\n'), ascii(['é']), str(5), str(None), str([1, 'a']), str(b'x'), str(b'x', 'ascii'), str(b'\xc3\xa9', 'utf-8'), str(), str(object='a')),
    lambda: (str(b'\xff', 'utf-8')),
    lambda: (str('a', 'utf-8')),
    lambda: (str(5, 'utf-8')),
    lambda: (str(1, 2, 3, 4)),
    lambda: ('a'.__add__('b'), 'a'.__contains__('a'), 'a'.__len__(), 'ab'.__getitem__(1), 'a'.__eq__('a'), 'a'.__eq__(1), 'a'.__mul__(2), 'a'.__format__('>3'), '%s'.__mod__(1)),
    lambda: (hash('a') == hash('a'), 'a' is 'a', 'abc'.__class__, str.upper('abc'), list(map(str.strip, [' a ', 'b '])), str.join('-', ['a', 'b'])),
)
