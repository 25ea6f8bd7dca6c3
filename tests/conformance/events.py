"""The order of events in one notation for both sides, and what differs.

    turn 3                 a turn of the loop begins             T1, F1      tasks and futures in order of creation
    select 0.5 -> 1        its timeout, how many are ready       NAME        a callback; T1.step and T1.wakeup of a task
    io NAME  due NAME      into the ready queue: of a ready descriptor, of a timer
    run NAME  skip NAME    out of the ready queue: run, or cancelled meanwhile
    soon NAME              into the ready queue at its end       timer NAME 1.5   onto the heap, with its deadline
    cancel NAME            a handle is cancelled                 cancel(T1)       a task is asked to cancel
    new T2(coroutine)  new F1         F1+cb NAME  F1-cb NAME  F1:=result  F1:=exception  F1:=cancelled
    T1 step send           or throw                              stop             the loop is told to stop
    idle                   run_forever() has returned

cpython_events.py writes it. Here the lines of `orrery run --events` are turned into it. Each line ends with a tab and the
number of the program's line that was being executed, 0 if none; that is for the reader and not compared.
"""
import re

LINE = re.compile(r"\s*(?P<seq>\d+)\s+(?P<time>\S+)\s+(?:<- \d+|-)\s+(?P<line>\d+|-)\s+(?P<kind>\w+)(?P<rest>.*)")
PLACE = re.compile(r"(task|future|handle|loop|socket|coroutine) (\d+)\b")
TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
CONTEXT = 6
DEADLOCK = "select inf -> 0"
NAMELESS = "?"  # a coroutine that has no name in CPython: aclose() of an async generator, say


# Which class of the library has a method depends on the side and the version.
OWNER = re.compile(r"^\w*(Loop|Handle|Named|Future|Task|Protocol)\.(?=\w+$)|^trace_handles\.<locals>\.Named\.")


def bare(name):
    """The library's own functions go by their bare names."""
    last = name.rsplit(".", 1)[-1]
    return last if last.startswith("_") else OWNER.sub("", name)


class Translation:
    """Ours, line by line. Knows the names of the handles, and which future is the first, the second …"""

    def __init__(self):
        self.handles = {}
        self.futures = {}
        self.coroutines = {}
        self.asked = "inf"

    def line(self, text):
        """A line of `--events` in the notation, or None if it has nothing to compare."""
        match = LINE.match(text)
        translate = match and getattr(self, "on_" + match["kind"], None)
        what = translate and translate(self.subjects(match["rest"]), match["rest"])
        return what and f"{what}\t{match['line'].replace('-', '0')}"

    @staticmethod
    def subjects(rest):
        """The subject, and the object if there is one: (sort, number) each."""
        return PLACE.findall(TEXT.sub("", rest))

    def future(self, place):
        return self.futures.get(place, "?")

    def made(self, place):
        """Its ordinal, which is not the engine's: gather() takes a number before it has its children."""
        letter = "T" if place[0] == "task" else "F"
        self.futures[place] = letter + str(1 + sum(name[0] == letter for name in self.futures.values()))
        return "new " + self.futures[place]

    @staticmethod
    def text(rest):
        found = TEXT.search(rest)
        return found[1] if found else ""

    def name(self, places, rest):
        role = re.search(r"(?:^|\s)(step|wakeup) \"", rest)
        if role:
            return f"{self.future(places[1])}.{role[1]}"
        return bare(self.text(rest))

    def named(self, places):
        return self.handles.get(places[0][1], "?")

    def on_turn_begin(self, places, rest):
        return "turn " + rest.split()[-1]

    def on_select_enter(self, places, rest):
        self.asked = rest.split()[-2]

    def on_select_return(self, places, rest):
        return f"select {float(self.asked)!r} -> {rest.split()[-1]}"

    def on_io_ready(self, places, rest):
        return "io " + self.handles.get(places[1][1], "?")

    def on_timer_due(self, places, rest):
        return "due " + self.named(places)

    def on_handle_created(self, places, rest):
        self.handles[places[0][1]] = self.name(places, rest)

    def on_handle_scheduled(self, places, rest):
        self.on_handle_created(places, rest)
        return "soon " + self.named(places)

    def on_timer_scheduled(self, places, rest):
        return f"timer {self.named(places)} {float(rest.split()[-2])!r}"

    def on_handle_cancelled(self, places, rest):
        return None if self.named(places) == "_read_from_self" else "cancel " + self.named(places)

    def on_handle_begin(self, places, rest):
        return "run " + self.name(places, rest)

    def on_handle_skipped(self, places, rest):
        return "skip " + self.named(places)

    def on_future_created(self, places, rest):
        return self.made(places[0])

    def on_coroutine_created(self, places, rest):
        name = self.text(rest).rsplit(".", 1)[-1]
        self.coroutines[places[0][1]] = NAMELESS if name in ("aclose", "asend", "athrow") else name

    def on_task_created(self, places, rest):
        return f"{self.made(places[0])}({self.coroutines.get(places[1][1], NAMELESS)})"

    def on_callback_added(self, places, rest):
        wakes = len(places) > 1 and places[1][0] == "task" and self.text(rest).endswith(".wakeup")
        return f"{self.future(places[0])}+cb " + (f"{self.future(places[1])}.wakeup" if wakes else bare(self.text(rest)))

    def on_callback_removed(self, places, rest):
        return f"{self.future(places[0])}-cb {bare(self.text(rest))}"

    def on_future_result(self, places, rest):
        return self.future(places[0]) + ":=result"

    def on_future_exception(self, places, rest):
        return self.future(places[0]) + ":=exception"

    def on_future_cancelled(self, places, rest):
        return self.future(places[0]) + ":=cancelled"

    def on_task_step(self, places, rest):
        return f"{self.future(places[0])} step " + ("send" if re.search(r"\bsend\b", TEXT.sub("", rest)) else "throw")

    def on_task_cancel(self, places, rest):
        return f"cancel({self.future(places[0])})"

    def on_loop_stop(self, places, rest):
        return "stop"

    def on_loop_idle(self, places, rest):
        return "idle"


def read(text):
    """Our events, of the text that `orrery run --events` prints."""
    translation = Translation()
    return [line for line in map(translation.line, text.splitlines()) if line]


def normal(line):
    """What is compared of a line."""
    words = line.split("\t")[0].split(" ")
    if words[0] in ("io", "due", "run", "skip", "soon", "timer", "cancel"):
        words[1:2] = [bare(words[1])]
    elif len(words) == 2 and words[0].endswith("cb"):
        words[1] = bare(words[1])
    return " ".join(words)


def without_end(lines):
    """Up to the end of the last run_forever(): what comes then comes of objects that go. Those that go earlier are asynchronous
    generators at the end of asyncio.run(). A deadlock is no event."""
    end = next((i for i, line in enumerate(lines) if "(shutdown_asyncgens)" in line or line.startswith(DEADLOCK)), None)
    if end is not None:
        return lines[:end]
    end = len(lines)
    while end and not lines[end - 1].startswith("idle"):
        end -= 1
    return lines[:end]


def show(source, line):
    what, _, number = line.partition("\t")
    lines = source.splitlines()
    place = int(number or 0)
    return what + (f"    line {place}: {lines[place - 1].strip()}" if 0 < place <= len(lines) else "")


def difference(source, theirs, ours):
    """The first event that differs, on both sides, after what came before it; empty if none."""
    theirs, ours = without_end(theirs), without_end(ours)
    place = next((i for i, (a, b) in enumerate(zip(theirs, ours)) if normal(a) != normal(b)), min(len(theirs), len(ours)))
    if place == len(theirs) == len(ours):
        return ""
    common = ["      " + show(source, line) for line in theirs[max(0, place - CONTEXT):place]]
    sides = [show(source, side[place]) if place < len(side) else "nothing more" for side in (theirs, ours)]
    return "\n".join([f"event {place}", *common, "    python3: " + sides[0], "    ours:    " + sides[1]])
