"""Random programs of tasks, futures and callbacks. `random_programs.py SEED` prints one.

The same seed and features give the same program, on every machine.
"""
import random
import sys

from program_tree import Fixed, Program, Statement
from random_statements import FEATURES, KINDS, call_later, spawn

LONGEST = 600  # lines a program may print; then it ends with this exit code
TOO_LONG = 5
START = "R, W, RW = [], [], []"  # what comes before is the same in every program

PRELUDE = '''import asyncio
import socket
import time
{imports}
T, F, H, ALL = {{}}, [], {{}}, []
SEEN = []
loop = None


def say(who, *what):
    print(f"{{loop.time():.6f}}", who, *what)
    SEEN.append(who)
    if len(SEEN) >= {longest}:
        raise SystemExit({too_long})


def order(future):
    return ALL.index(future) if future in ALL else -1


def outcome(future):
    if not future.done():
        return "pending"
    if future.cancelled():
        return "cancelled"
    return repr(future.exception() or future.result())


def show(what, who="show"):
    say(who, outcome(what) if isinstance(what, asyncio.Future) else what)


def keep(task):
    ALL.append(task)
    return task


def spawn(name, coroutine):
    T[name] = keep(asyncio.create_task(coroutine, name=name if len(ALL) % 3 else None))
    return T[name]


def cancel(who, name, *message):
    if name in T:
        say(who, "cancels", name, T[name].cancel(*message))


def state(who, name):
    if name in T:
        t = T[name]
        say(who, "sees", name, t.get_name(), t.cancelling(), outcome(t))


async def join(name):
    t = T.get(name)
    if t is None or t is asyncio.current_task() or waits(t):
        return None
    JOINED[asyncio.current_task()] = t
    try:
        return await t
    finally:
        JOINED.pop(asyncio.current_task(), None)


JOINED = {{}}


def waits(t):
    """Whether t waits for the current task, however indirectly."""
    while t is not None and t is not asyncio.current_task():
        t = JOINED.get(t)
    return t is not None


def finish(who, future, value):
    try:
        future.set_exception(value) if isinstance(value, Exception) else future.set_result(value)
    except asyncio.InvalidStateError as e:
        say(who, "too late", e)


def attempt(who, f, *args):
    try:
        say(who, f(*args))
    except Exception as e:
        say(who, repr(e))


def watch(future, f):
    if future is not None:
        future.add_done_callback(f)


def unwatch(future, f):
    return future.remove_done_callback(f) if future is not None else None


def leaves(group):
    for e in group.exceptions:
        if isinstance(e, BaseExceptionGroup):
            yield from leaves(e)
        else:
            yield e


def take(sock):
    try:
        say("reader", sock.recv(3))
    except BlockingIOError:
        say("reader", "nothing")


class Nothing:
    def cancel(self):
        pass


class Wrap:
    def __init__(self, inner):
        self.inner = inner

    def __await__(self):
        try:
            return (yield from self.inner)
        finally:
            say("wrap", "ends")


class Hops:
    def __init__(self, n, value):
        self.n, self.value = n, value

    def __await__(self):
        for i in range(self.n):
            yield
        return self.value


def handler(loop, context):
    if context["message"].startswith("Exception in callback"):
        say("handler", repr(context["exception"]))


def halt(again):
    say("halt", again)
    for t in ALL + F:
        if not t.done():
            t.cancel("halt")
    if again:
        loop.call_later(10, halt, again - 1)
'''

OPEN = """RW[:] = [await asyncio.open_connection(sock=s) for s in socket.socketpair()]
RW.append(await asyncio.start_server(serve, "127.0.0.1", 0))"""
RESOURCE = '''

@contextlib.asynccontextmanager
async def resource(me, delay):
    say(me, "opens")
    await asyncio.sleep(delay)
    try:
        yield "resource"
    finally:
        say(me, "closes")
        await asyncio.sleep(delay)
        say(me, "closed")

'''
SERVER = '''

async def serve(reader, writer):
    try:
        line = await reader.readline()
        say("server", "got", line)
        await asyncio.sleep(len(line) / 100)
        writer.write(line.upper())
        await writer.drain()
    finally:
        writer.close()
        say("server", "closed", await reader.read())


async def talk(me, word, delay):
    reader, writer = await asyncio.open_connection(*RW[2].sockets[0].getsockname())
    say(me, "connected")
    try:
        writer.write(word.encode())
        await asyncio.sleep(delay)
        writer.write(b"\\n")
        return await reader.read()
    finally:
        writer.close()
        await writer.wait_closed()

'''
TABLES = {
    "lock": "L = [asyncio.Lock(), asyncio.Lock()]",
    "semaphore": "S = [asyncio.Semaphore(2), asyncio.BoundedSemaphore(1)]",
    "event": "E = [asyncio.Event(), asyncio.Event()]",
    "condition": "C = [asyncio.Condition()]",
    "queue": "Q = [asyncio.Queue(1), asyncio.PriorityQueue(), asyncio.LifoQueue(2)]",
    "barrier": "B = [asyncio.Barrier(2)]",
    "contextlib": RESOURCE,
    "streams": SERVER,
    "contextvars": 'V = contextvars.ContextVar("V", default="unset")\nX = contextvars.copy_context()\n\n\n'
    'def show_variable(what):\n    say("context", V.get())\n\n',
}
BEGINNING = '''global loop
loop = asyncio.get_running_loop()
loop.set_exception_handler(handler)
F[:] = [loop.create_future() for i in range(3)]
R[:], W[:] = zip(*(socket.socketpair() for i in range(2)))
for s in (*R, *W):
    s.setblocking(False)
loop.call_later(20, halt, 3)
ALL.append(asyncio.current_task())'''
FINISH = '''for t in ALL[1:]:
    try:
        say("main", t.get_name(), await t)
    except BaseException as e:
        say("main", t.get_name(), repr(e))'''
RUN = "asyncio.run(main())"
RUNNER = '''with asyncio.Runner() as runner:
    runner.run(main())
    runner.get_loop().call_soon(show, "between runs")
    runner.run(asyncio.sleep(0.1))'''
TWICE = '''asyncio.run(main())


async def again():
    global loop
    loop = asyncio.get_running_loop()
    say("again", await asyncio.gather(asyncio.sleep(0.2, 1), asyncio.sleep(0.1, 2)))


asyncio.run(again())'''
BY_HAND = '''loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.call_later(0.5, loop.stop)
loop.run_forever()
rest = sorted(asyncio.all_tasks(loop), key=lambda t: t.get_name())
for t in rest:
    say("end", t.get_name(), t.cancel("end"))
loop.run_until_complete(asyncio.wait(rest) if rest else asyncio.sleep(0))
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()'''


class Writer:
    """Writes one program. `who` is what the function being written calls itself in what it says."""

    def __init__(self, seed, features, version):
        self.random = random.Random(seed)
        self.features = set(features)
        self.eager = self.chance(0.2) and version >= "3.12" and "eager" in self.features
        self.count = self.number(3, 6)
        self.current = -1
        self.callbacks = 4
        self.current_callback = -1
        self.depth = 0
        self.fresh_names = 0
        self.in_generator = False
        self.who = '"main"'
        # Each program uses some of the kinds only: what there is of them then meets often.
        self.liked = {f for f in sorted(self.features) if self.chance(0.45)}
        self.kinds = [k for k in KINDS if not k[1] or k[1] in self.liked]

    # ------------------------------------------------------------ chance

    def chance(self, p):
        return self.random.random() < p

    def choice(self, items):
        return items[self.random.randrange(len(items))]

    def number(self, low, high):
        return low + self.random.randrange(high - low + 1)

    # ------------------------------------------------------------ words

    def say(self, *what):
        return f"say({', '.join((self.who, *what))})"

    def word(self):
        return repr(self.choice("red green blue black white grey pink gold".split()))

    def delay(self):
        return self.choice(["0", "0.1", "0.1", "0.2", "0.3", "0.5", "1", "-1"])

    def limit(self):
        return self.choice(["0", "0.1", "0.2", "0.2", "0.3", "0.6", "None", "-1"])

    def moment(self):
        return self.choice(["loop.time()", "loop.time() + 0.1", "loop.time() + 0.3", "0.5", "1", "1.5", "2"])

    def message(self):
        return self.choice(["", "", self.word()])

    def maybe_message(self):
        message = self.message()
        return f", {message}" if message else ""

    def task(self):
        return repr(self.choice("abcde"))

    def future(self):
        return f"F[{self.number(0, 2)}]"

    def handle(self):
        return f'H["{self.choice("xyz")}"]'

    def one(self, table, size):
        return f"{table}[{self.number(0, size - 1)}]"

    def fresh(self, prefix):
        self.fresh_names += 1
        return f"{prefix}{self.fresh_names}"

    def callback(self):
        """k0 is main's alone; a callback knows only those below it: or they would call each other for ever."""
        below = self.callbacks - 1 - self.current_callback
        return f"k{self.current_callback + 1 + self.random.randrange(below)}" if below > 0 else "show"

    def future_or_task(self):
        return self.choice([self.future(), f"T.get({self.task()})"])

    # ------------------------------------------------------------ awaitables

    def coroutine(self):
        """A call of a coroutine function below the one being written, or of a sleep."""
        below = self.count - 1 - self.current
        if below <= 0 or self.chance(0.15):
            return f"asyncio.sleep({self.delay()}, {self.word()})"
        name = f"c{self.current + 1 + self.random.randrange(below)}"
        return f"{name}({self.choice(list(map(repr, 'ABCDEFGH')))})"

    def generator(self):
        return f"{self.choice(['g0', 'g1'])}({self.choice(list(map(repr, 'PQR')))})"

    def awaitable(self):
        kind = self.choice(["coroutine", "coroutine", "task", "future", "join", "primitive"])
        if kind == "task":
            return f"spawn({self.task()}, {self.coroutine()})"
        if kind == "join":
            return f"join({self.task()})"
        if kind == "future" and self.chance(0.3):
            return f"Wrap({self.future()})"
        return {"coroutine": self.coroutine, "future": self.future, "primitive": self.primitive}[kind]()

    def primitive(self):
        """A coroutine of a lock or a queue, if the program uses them."""
        calls = {"lock": f"{self.one('L', 2)}.acquire()", "semaphore": f"{self.one('S', 2)}.acquire()", "event": f"{self.one('E', 2)}.wait()",
                 "queue": f"{self.one('Q', 3)}.get()", "barrier": "B[0].wait()"}
        return self.choice([calls[f] for f in sorted(calls) if f in self.liked] or [self.coroutine()])

    def awaitables(self):
        return ", ".join(self.awaitable() for _ in range(self.number(1, 4)))

    # ------------------------------------------------------------ statements

    def statement(self, sync=False):
        kinds = [k for k in self.kinds if k[2] or not sync]
        place = self.random.randrange(sum(k[0] for k in kinds))
        for weight, _, _, function in kinds:
            place -= weight
            if place < 0:
                return function(self)

    def block(self, small=False):
        if self.depth >= 3:
            return [Statement(self.say(self.word()))]
        self.depth += 1
        made = self.statements(self.number(0, 2) if small else self.number(1, 3))
        self.depth -= 1
        return made

    def statements(self, count, sync=False):
        """Nothing after a return or raise."""
        made = []
        while len(made) < count and not (made and made[-1].parts[0][0].startswith(("return", "raise"))):
            made.append(self.statement(sync))
        return made

    def caught(self, error, block):
        """In most places an error is shown; in some it goes its way."""
        if self.chance(0.3):
            return Statement.joined(block)
        return Statement(("try:", block), (f"except {error} as e:", [Statement(self.say(repr("caught"), "repr(e)"))]))

    # ------------------------------------------------------------ functions

    def coroutine_function(self, number):
        self.current, self.who = number, "me"
        body = [Statement(self.say(f'"c{number}"'))] + self.statements(self.number(2, 5))
        return f"async def c{number}(me):", body

    def generator_function(self, number):
        self.current, self.who, self.in_generator, self.depth = self.count, "me", True, 1
        body = []
        for item in range(self.number(1, 3)):
            body += self.block(small=True)
            body.append(Statement(f"yield {item}"))
        if self.chance(0.5):
            body = [Statement(("try:", body), ("finally:", [Statement(self.say(repr("generator ends"))), *self.block(small=True)]))]
        self.in_generator, self.depth = False, 0
        return f"async def g{number}(me):", [Statement(self.say(repr("begins"))), *body]

    def callback_function(self, number):
        self.current, self.current_callback, self.who = -1 if number == 0 else self.count, number, f'"k{number}"'
        body = [Statement(f"show(what, {self.who})")] + self.statements(self.number(1, 4), sync=True)
        return f"def k{number}(what):", body

    def program(self):
        self.current_callback = 0
        functions = [self.coroutine_function(n) for n in range(self.count)]
        functions += [self.generator_function(n) for n in range(2)]
        functions += [self.callback_function(n) for n in range(self.callbacks)]
        self.current = self.current_callback = -1
        self.who = '"main"'
        main = [spawn(self) for _ in range(self.number(1, 4))]
        # Something goes on while main waits.
        main += [call_later(self) for _ in range(self.number(2, 5))]
        body = self.statements(self.number(4, 9))
        main += body if self.chance(0.1) else [self.caught("BaseException", body)]
        if "streams" in self.liked:
            main.insert(0, Fixed(OPEN))
        beginning = BEGINNING + ("\nloop.set_task_factory(asyncio.eager_task_factory)" if self.eager else "")
        return Program(self.prelude(), functions, [Fixed(beginning), *main, Fixed(FINISH)], self.ending())

    def prelude(self):
        used = [TABLES[f] for f in TABLES if f in self.features]
        imports = "".join(f"import {m}\n" for m in ("contextlib", "contextvars") if m in self.features)
        handles = "for name in \"xyz\":\n    H[name] = Nothing()"
        return PRELUDE.format(imports=imports, longest=LONGEST, too_long=TOO_LONG) + f"\n\n{START}\n" + "\n".join([*used, handles])

    def ending(self):
        choices = [RUN] * 3 + [TWICE] + [RUNNER] * ("runner" in self.features) + [BY_HAND] * ("wait" in self.features)
        return "\n\n" + self.choice(choices)


def generate(seed, features, version):
    return Writer(seed, sorted(features), version).program()


if __name__ == "__main__":
    print(generate(int(sys.argv[1]), sys.argv[2:] or FEATURES, "3.13").text())
