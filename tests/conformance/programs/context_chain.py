def f():
    try:
        1 / 0
    except ZeroDivisionError:
        {}["missing"]
try:
    f()
except KeyError:
    raise ValueError("last")
