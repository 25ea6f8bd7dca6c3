# Searching, splitting and joining strings.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: ('a' - 'b'),
    lambda: ('a' < 'b', 'a' < 'B', 'abc' < 'abd', 'a' < 'aa', 'a' == 'a', 'a' != 'b', 'é' > 'z', 'a' == 1, '😀' > '\uffff'),
    lambda: ([c for c in 'aé😀'], list('abc'), tuple('ab'), set('a'), sorted('banana'), max('abc'), min('abc'), ''.join(reversed('abc')), list(enumerate('ab'))),
)
