# logging: levels, the tree of loggers, formats, handlers, filters, adapters.
import asyncio
import io
import logging
import sys

out = sys.stdout
logging.basicConfig(stream=out, level=logging.INFO, format="%(levelname)-8s %(name)s %(funcName)s:%(lineno)d %(message)s [%(module)s %(filename)s]")
log = logging.getLogger("app")
log.info("hello %s and %d", "world", 3)
log.debug("not shown")
log.warning("100%")
log.error("a dict %(a)s", {"a": 1})
logging.critical("root %r", "x")
logging.info("no args %s")
logging.log(25, "level 25")
log.warn("old")
print(log, logging.getLogger(), logging.getLogger("app") is log, logging.getLogger("").name, logging.root.level)


def inner():
    log.info("in a function")
    log.info("of my caller", stacklevel=2)


def outer():
    inner()


outer()
try:
    1 / 0
except ZeroDivisionError as e:
    log.exception("went %s", "wrong")
    log.error("with info", exc_info=True)
    log.info("of it", exc_info=e)
log.error("none", exc_info=True)

buffer = io.StringIO()
handler = logging.StreamHandler(buffer)
handler.setFormatter(logging.Formatter("{asctime}|{levelname:>8}|{name}|{message}", style="{", datefmt="%H:%M:%S"))
child = logging.getLogger("app.db.pool")
child.addHandler(handler)
child.propagate = False
child.setLevel("DEBUG")
child.debug("opened")
child.info("x=%s", [1, 2])
print(buffer.getvalue(), end="")
print(child.parent, child.getEffectiveLevel(), child.isEnabledFor(10), child.hasHandlers(), handler, child.handlers == [handler])
middle = logging.getLogger("app.db")
print(child.parent is middle, middle.parent is log, log.parent is logging.root, log.getChild("x.y").name, middle.level, middle.getEffectiveLevel())

dollar = logging.StreamHandler(out)
dollar.setFormatter(logging.Formatter("$levelname: ${message} $who", style="$", defaults={"who": "?"}))
other = logging.getLogger("other")
other.propagate = False
other.addHandler(dollar)
other.warning("defaults")
other.warning("extra", extra={"who": "me"})
try:
    other.warning("bad", extra={"message": 1})
except KeyError as e:
    print("KeyError", e)


class Filter(logging.Filter):
    def filter(self, record):
        record.who = "filtered"
        return "secret" not in record.getMessage()


dollar.addFilter(Filter())
other.warning("shown")
other.warning("a %s thing", "secret")
other.addFilter(lambda record: record.levelno >= logging.ERROR)
other.warning("too low")
other.error("high enough")


class Lines(logging.Handler):
    def __init__(self):
        super().__init__(level=logging.WARNING)
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


lines = Lines()
log.addHandler(lines)
log.info("not kept")
log.warning("kept %d", 1)
print(lines.lines, lines.level, repr(lines), lines.formatter)


class Upper(logging.Formatter):
    def format(self, record):
        return super().format(record).upper()


lines.setFormatter(Upper("%(asctime)s %(msecs)d %(message)s"))
log.error("loud")
print(lines.lines[-1])
log.removeHandler(lines)


class Adapter(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return f"[{self.extra['id']}] {msg}", kwargs


Adapter(log, {"id": 7}).info("adapted %s", "x")
logging.LoggerAdapter(other, {"who": "adapter"}).error("plain")
print([logging.getLevelName(n) for n in (0, 10, 20, 30, 40, 50, 25, "INFO", "X")])
logging.addLevelName(25, "NOTICE")
log.log(25, "noticed")
for bad in ("NOPE", 3.5, None):
    try:
        log.setLevel(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
for fmt, style in (("%(x", "%"), ("no fields", "{"), ("no", "$"), ("x", "!")):
    try:
        logging.Formatter(fmt, style=style)
    except ValueError as e:
        print(e)
try:
    logging.basicConfig(nonsense=1, force=True)
except ValueError as e:
    print(e)
logging.disable(logging.ERROR)
log.error("disabled")
logging.disable(logging.NOTSET)
logging.basicConfig(stream=out, force=True, level="DEBUG")
log.debug("basic format")
logging.getLogger("asyncio").setLevel(logging.INFO)  # what it says of its selector is no matter of the program
logging.getLogger("quiet").addHandler(logging.NullHandler())
record = logging.makeLogRecord({"msg": "made %s", "args": ("up",), "levelname": "X"})
print(record.getMessage(), record.levelname, logging.Formatter().format(record), logging.LogRecord("n", 10, "/a/b.py", 3, "m", None, None))
try:
    log.info("x", nope=1)
except TypeError as e:
    print(e)
print(logging.INFO, logging.WARN, logging.lastResort, logging.getLoggerClass().__name__, logging.BASIC_FORMAT)


async def failing():
    raise ValueError("nobody asks")


async def main():
    logging.basicConfig(stream=out, force=True, level=logging.INFO, format="%(name)s|%(levelname)s|%(message)s")
    task = asyncio.create_task(failing(), name="lost")
    await asyncio.sleep(0.0625)
    del task
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    task = asyncio.create_task(failing())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    logging.basicConfig(stream=out, force=True, format="%(asctime)s %(created).2f %(threadName)s %(processName)s %(message)s")
    logging.warning("late")
    asyncio.get_running_loop().call_later(0.5, logging.warning, "from a timer")
    await asyncio.sleep(1)


asyncio.run(main())
print("last")
logging.basicConfig(force=True)
logging.getLogger("end").error("to stderr")
