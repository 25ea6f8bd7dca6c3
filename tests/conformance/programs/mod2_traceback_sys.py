# traceback, sys, warnings, io and redirections.
import contextlib
import io
import sys
import traceback
import warnings


def f(x):
    y = 1 + g(x)
    return y


def g(x):
    raise ValueError(f"bad {x}")


try:
    z = 1 + f(1)
except ValueError as e:
    print(traceback.format_exc().replace(__file__, "FILE").replace("~^", "^^"), end="")
    print(traceback.format_exception_only(e), traceback.format_exception_only(type(e), e))
    frames = traceback.extract_tb(e.__traceback__)
    print(len(frames), [(fr.name, fr.lineno, fr.line) for fr in frames], type(frames).__name__)
    kind, value, tb = sys.exc_info()
    print(kind, value is e, type(tb).__name__, sys.exception() is e)
    print([line.replace(__file__, "FILE").replace("~^", "^^") for line in traceback.format_exception(e)])
    print([line.replace(__file__, "FILE") for line in traceback.format_tb(tb)][-1], end="")
    print("".join(traceback.format_exception(e, limit=1)).count("File"), "".join(traceback.format_exception(kind, value, tb, limit=-1)).count("File"))
    te = traceback.TracebackException.from_exception(e)
    print(str(te), "".join(te.format()) == traceback.format_exc(), list(te.format_exception_only()), te.exc_type)
    s = io.StringIO()
    traceback.print_exc(file=s)
    print(s.getvalue() == traceback.format_exc())
    s = io.StringIO()
    traceback.print_exception(e, file=s)
    traceback.print_tb(tb, file=s)
    print(s.getvalue().count("in g"))
    try:
        raise KeyError("k") from e
    except KeyError as k:
        text = traceback.format_exception(k)
        print(len(text), text[-1], [t for t in text if "direct cause" in t])
        print("".join(traceback.format_exception(k, chain=False)).count("Traceback"))
print(sys.exc_info(), sys.exception(), repr(traceback.format_exc()))


def where():
    return [(fr.name) for fr in traceback.extract_stack()][-3:], sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name


def caller():
    return where()


print(caller(), len(traceback.format_stack()) > 0)
try:
    raise ExceptionGroup("g", [ValueError(1), TypeError("t")])
except ExceptionGroup:
    print(traceback.format_exc().replace(__file__, "FILE"))

print(sys.version_info[:2] == (sys.version_info.major, sys.version_info.minor), sys.version_info >= (3, 11), sys.platform, sys.maxsize, sys.byteorder)
a = []
print(sys.getrefcount(a), sys.getrecursionlimit() > 0, sys.intern("x") == "x", sys.getdefaultencoding(), sys.stdout.name, sys.stderr.encoding, sys.float_info.max)
buffer = io.StringIO()
with contextlib.redirect_stdout(buffer) as target:
    print("captured", 1, sep="-")
    sys.stdout.write("too\n")
print(repr(buffer.getvalue()), target is buffer)
old = sys.stdout
sys.stdout = mine = io.StringIO()
print("mine", end="!")
sys.stdout = old
print(mine.getvalue(), sys.stdout is sys.__stdout__)
err = io.StringIO()
with contextlib.redirect_stderr(err):
    print("x", file=sys.stderr)
    warnings.warn("redirected")
print(err.getvalue().replace(__file__, "FILE"))

with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    warnings.warn("one")
    warnings.warn("two", DeprecationWarning)
    warnings.warn(RuntimeWarning("three"))

    async def never():
        pass

    never()
    print([(str(w.message), w.category.__name__, w.lineno) for w in seen], seen[0].filename == __file__)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("now an error", UserWarning)
    except UserWarning as e:
        print("raised", e)
    warnings.filterwarnings("ignore", message="quiet", category=UserWarning)
    warnings.warn("Quiet please")
with warnings.catch_warnings(record=True) as seen:
    for _ in range(3):
        warnings.warn("in a loop")
        warnings.warn("ignored", ResourceWarning)
    print(len(seen))
try:
    warnings.warn("x", 3)
except TypeError as e:
    print(e)

s = io.StringIO("a\nb\nc")
print(s.read(1), s.readline(), s.readlines(), s.tell(), s.seek(0), list(s), s.read(), s.write("d"), s.getvalue(), s.truncate(2), s.getvalue(), s.closed)
with io.BytesIO(b"xyz") as b:
    print(b.read(2), b.tell(), b.write(b"!!"), b.getvalue(), b.seek(-1, 2), b.read())
for action in (lambda: b.read(), lambda: s.write(3), lambda: io.StringIO(3), lambda: io.BytesIO("x"), lambda: s.seek(-1)):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
print("end", file=sys.stderr)
