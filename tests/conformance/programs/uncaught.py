class Custom(ValueError):
    pass

def deep(n):
    if n == 0:
        raise Custom("at the bottom")
    deep(n - 1)

try:
    deep(2)
except Custom as e:
    raise RuntimeError("wrapped") from e
