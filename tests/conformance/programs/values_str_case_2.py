# Cases and kinds of characters; layout.
def show(*attempts):
    for attempt in attempts:
        try:
            print(repr(attempt()))
        except Exception as error:
            print(type(error).__name__ + ':', error)


show(
    lambda: (str.upper(5)),
    lambda: (str.upper()),
    lambda: (str.join('-')),
)
