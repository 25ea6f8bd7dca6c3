"""Writes down what CPython's loop does, in the notation of events.py. Needs the pure-Python futures and tasks: this module must
be imported before asyncio is, and hides the C ones.

What is recorded is recorded from outside, around methods of the library; what they do is not changed.
"""
import collections
import functools
import heapq
import sys
import types

sys.modules["_asyncio"] = None

import asyncio  # noqa: E402
import cpython_virtual  # noqa: E402
from asyncio import base_events, coroutines, events, futures, tasks  # noqa: E402

NAMELESS = "?"
STEP = "_Task__step"
OUR_OWN = "VirtualLoop._thread_done"
SELF_PIPE = "BaseSelectorEventLoop._read_from_self"  # in every loop, and nobody's business until a thread writes to it


class Log:
    """The lines so far, each with the line of the program that was being executed."""

    def __init__(self, path, program):
        self.path, self.program = path, program
        self.file = open(path, "w", buffering=1)

    def __call__(self, what):
        if OUR_OWN in what:
            return
        self.file.write(f"{what}\t{self.line()}\n")

    def line(self):
        frame = sys._getframe(2)
        while frame is not None and frame.f_code.co_filename != self.program:
            frame = None if frame.f_code.co_name == "_run_once" else frame.f_back
        return frame.f_lineno if frame else 0


class Ordinals:
    """T1, T2, … and F1, F2, … in the order of creation."""

    def __init__(self):
        self.last = {"T": 0, "F": 0}

    def give(self, future):
        letter = "T" if isinstance(future, tasks.Task) else "F"
        self.last[letter] += 1
        future.__dict__["_ordinal"] = f"{letter}{self.last[letter]}"
        return future._ordinal


def name_of(function):
    """What a callback is called: of the library's own by its bare name, of the program's by its qualified name."""
    owner = getattr(function, "__self__", None)
    if isinstance(owner, tasks.Task) and function.__name__ in ("__step", "__wakeup"):
        return f"{owner._ordinal}.{function.__name__[2:]}"
    if isinstance(function, functools.partial) and function.func.__module__.startswith("asyncio."):
        return name_of(function.func)
    if isinstance(function, type):
        return function.__name__
    name = getattr(function, "__qualname__", None)
    return name if isinstance(name, str) else type(function).__name__


def before(cls, name, note):
    """Has note(self, …) called before the method."""
    method = getattr(cls, name)

    @functools.wraps(method)
    def noted(self, *args, **kwargs):
        note(self, *args, **kwargs)
        return method(self, *args, **kwargs)

    setattr(cls, name, noted)


def trace_futures(log):
    ordinals = Ordinals()

    def future_made(self, *args, **kwargs):
        if not isinstance(self, tasks.Task):
            log("new " + ordinals.give(self))

    def task_made(self, coro, **kwargs):
        if coroutines.iscoroutine(coro):
            log(f"new {ordinals.give(self)}({getattr(coro, '__name__', NAMELESS)})")

    def ends(how, acceptable):
        def note(self, *args):
            if len(args) == 1 and not self.done() and acceptable(*args):
                log(f"{self._ordinal}:={how}")
        return note

    def removed(self, function):
        for registered, _ in self._callbacks:
            if registered == function:
                log(f"{self._ordinal}-cb {name_of(function)}")

    def stepped(self, error=None):
        log(f"{self._ordinal} step {'throw' if error is not None or self._must_cancel else 'send'}")

    future, task = futures.Future, tasks.Task
    before(future, "__init__", future_made)
    before(task, "__init__", task_made)
    before(future, "set_result", ends("result", lambda value: True))
    before(future, "set_exception", ends("exception", storable))
    before(future, "cancel", lambda self, msg=None: None if self.done() else log(f"{self._ordinal}:=cancelled"))
    before(future, "add_done_callback", lambda self, f, *, context=None: log(f"{self._ordinal}+cb {name_of(f)}"))
    before(future, "remove_done_callback", removed)
    before(task, "cancel", lambda self, msg=None: log(f"cancel({self._ordinal})"))
    before(task, STEP, stepped)
    if hasattr(task, "_Task__eager_start"):
        before(task, "_Task__eager_start", lambda self: log(f"{self._ordinal} step send"))


def storable(error):
    """Whether set_exception() would take it."""
    if isinstance(error, type):
        error = error()
    return isinstance(error, BaseException) and (sys.version_info >= (3, 13) or not isinstance(error, StopIteration))


def trace_handles(log):
    class Named:
        __slots__ = ()

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.name = name_of(self._callback)

        def cancel(self):
            if not self._cancelled and self.name != SELF_PIPE:
                log(f"cancel {self.name}")
            super().cancel()

        def _run(self):
            log(f"run {self.name}")
            super()._run()

    class Handle(Named, events.Handle):
        __slots__ = ("name",)

    class TimerHandle(Named, events.TimerHandle):
        __slots__ = ("name",)

    events.Handle = asyncio.Handle = Handle
    events.TimerHandle = asyncio.TimerHandle = TimerHandle


class Ready(collections.deque):
    log = None

    def popleft(self):
        handle = super().popleft()
        if handle._cancelled:
            Ready.log(f"skip {handle.name}")
        return handle


def trace_loop(log):
    loop, selector = cpython_virtual.VirtualLoop, cpython_virtual.LoopSelector
    Ready.log = staticmethod(log)

    def made(self, *args, **kwargs):
        self.turn = 0
        self.selected = self.in_io = False

    def turn(self):
        self.turn += 1
        self.selected = False
        if not isinstance(self._ready, Ready):
            self._ready = Ready(self._ready)
        log(f"turn {self.turn}")

    def pop(heap):
        handle = heapq.heappop(heap)
        if handle._loop.selected:
            log(f"due {handle.name}")
        return handle

    def soon(self, callback, args, context):
        handle = call_soon(self, callback, args, context)
        log(f"soon {handle.name}")
        return handle

    def call_at(self, when, callback, *args, **kwargs):
        handle = timer(self, when, callback, *args, **kwargs)
        log(f"timer {handle.name} {float(handle._when)!r}")
        return handle

    def added(self, handle):
        """By a descriptor that is ready; or by a signal, which comes out of the self-pipe."""
        if not handle._cancelled:
            log(f"{'io' if self.in_io else 'soon'} {handle.name}")

    def process_events(self, ready):
        self.in_io = True
        process(self, ready)
        self.in_io = False

    def run_forever(self):
        turns = self.turn
        try:
            run(self)
        finally:
            if self.turn != turns:  # or it was refused
                log("idle")

    def select(self, timeout=None):
        ready = poll(self, timeout)
        log(f"select {'inf' if timeout is None else repr(float(timeout))} -> {len(ready)}")
        self.loop.selected = True
        return ready

    call_soon, timer, process, run = loop._call_soon, base_events.BaseEventLoop.call_at, loop._process_events, loop.run_forever
    poll = selector.select
    before(loop, "__init__", made)
    before(loop, "_run_once", turn)
    before(selector, "deadlock", lambda self: log("select inf -> 0"))
    before(loop, "stop", lambda self: log("stop"))
    before(loop, "_add_callback", added)
    loop._process_events = process_events
    loop._call_soon = soon
    loop.run_forever = run_forever
    base_events.BaseEventLoop.call_at = call_at
    selector.select = select
    base_events.heapq = types.SimpleNamespace(heappop=pop, heappush=heapq.heappush, heapify=heapq.heapify)


def install(path, program):
    """Call it when the virtual clock is installed. The lines go to the file `path`; `program` is whose lines they show."""
    log = Log(path, program)
    trace_handles(log)
    trace_futures(log)
    trace_loop(log)
