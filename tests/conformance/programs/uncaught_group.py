def fail(x):
    raise x

errors = []
for e in (ValueError("one"), KeyError("two")):
    try:
        fail(e)
    except Exception as caught:
        errors.append(caught)
raise ExceptionGroup("several", errors + [ExceptionGroup("inner", [OSError(5, "io")])])
