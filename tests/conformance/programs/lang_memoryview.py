# memoryview of bytes and bytearrays.
import time

data = bytearray(b"hello world")
v = memoryview(data)
print(len(v), v[0], v[-1], v[1:4].tobytes(), bytes(v[::2]), v[::-1].tobytes(), v.tolist()[:3], v.readonly, v.nbytes, v.itemsize, v.format, v.shape, v.strides, v.ndim, v.obj is data, v.contiguous, v[::2].strides, v[::2].contiguous)
v[0] = 72
v[6:11] = b"WORLD"
v[1:3] = memoryview(b"EL")
print(data, v == data, v == bytes(data), v[1:3] == b"EL", v != b"x", b"Hello" == v[:5], v == 5)
r = memoryview(b"abc")
print(r.readonly, hash(r) == hash(b"abc"), r.hex(), r.hex(":"), r == b"abc", list(r), [x for x in r], 98 in r, b"".join([r, b"-", v[:2]]), b"x" + r, bytearray(b"y") + r, bytes(r), bytearray(r), str(r, "ascii"), bytes(r).decode())
print(int.from_bytes(r, "big"), b"xabcx".find(r), r[1:].tobytes(), type(r[1:]).__name__, r.cast("B") == r, r.cast("c")[0], memoryview(r) == r, r.toreadonly().readonly, v.toreadonly().readonly)
with memoryview(b"ctx") as m:
    print(m[0], bool(m), bool(memoryview(b"")))
for f in (lambda: m[0], lambda: r.__setitem__(0, 1), lambda: v.__setitem__(0, 256), lambda: v.__setitem__(0, "a"), lambda: v.__setitem__(slice(0, 2), b"abc"), lambda: v[100], lambda: v["a"], lambda: memoryview("text"), lambda: memoryview(5), lambda: memoryview(),
          lambda: hash(v), lambda: v.__delitem__(0), lambda: len(m), lambda: v < r, lambda: v + b"x", lambda: v.foo):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
m.release()
match v:
    case [first, *_]:
        print("sequence", first)


def send_all(buffer, size):
    view = memoryview(buffer)
    while view:
        chunk, view = view[:size], view[size:]
        yield bytes(chunk)


print(list(send_all(b"0123456789", 4)))
buffer = bytearray(8)
view = memoryview(buffer)
for i, part in enumerate((b"ab", b"cd", b"efgh")):
    view[:len(part)] = part
    view = view[len(part):]
print(buffer, len(view))
print(b"%s|%b" % (memoryview(b"m"), memoryview(b"n")), b"a,b".split(memoryview(b",")), b"abc".startswith(memoryview(b"ab")), b"abc".replace(memoryview(b"b"), memoryview(b"X")))
