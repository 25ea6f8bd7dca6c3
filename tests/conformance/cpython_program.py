"""Runs programs on CPython for the comparison. `python3 cpython_program.py [--plain] [--events FILE] PROGRAM` runs one.

With --serve instead of PROGRAM it is a server: it reads jobs from its standard input, one JSON object a line, and runs each
in a fork of itself, so that a program costs a fork and not the start of an interpreter and the import of asyncio.
    {"file": …, "out": file for its output, "err": …, "limit": seconds, "events": file or null}
It answers with a line: the exit code, negative for a signal. --plain: without the virtual clock.
--quick: the process ends as soon as the program has; code that would run when its last objects go may run in another order,
and what only the garbage collector finds goes then (rule 0.5 leaves its moment out).
"""
import builtins
import fcntl
import gc
import json
import os
import signal
import sys

if "--events" in sys.argv:
    import cpython_events  # hides the C futures, so before asyncio
import cpython_virtual


def show_from_program(kind, error, trace, path=None):
    """sys.excepthook without the frames of this file above the program's."""
    inner = trace
    while inner is not None and inner.tb_frame.f_code.co_filename != sys.argv[0]:
        inner = inner.tb_next
    if inner is not None:
        error = error.with_traceback(inner)
        trace = inner
    sys.__excepthook__(kind, error, trace)


def run(path, events=None):
    """As `python3 PATH` would; what it raises leaves this function."""
    sys.argv = [path]
    sys.path[0] = os.path.dirname(path)
    sys.excepthook = show_from_program
    if events:
        cpython_events.install(events, path)
    with open(path, "rb") as file:
        code = compile(file.read(), path, "exec")
    main = sys.modules["__main__"].__dict__
    main.clear()
    main.update(__name__="__main__", __file__=path, __builtins__=builtins, __doc__=None, __spec__=None)
    exec(code, main)


def run_and_leave(path, events):
    """The same without the end of an interpreter, which takes longer than most programs."""
    code = 0
    try:
        run(path, events)
    except SystemExit as leaving:
        code = leaving.code or 0
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        code = 130 if isinstance(error, KeyboardInterrupt) else 1
    sys.modules["__main__"].__dict__.clear()
    gc.collect()
    sys.stdout.flush()
    os._exit(code)


def become(job):
    """In the fork: the files it writes to, and the time it has."""
    for fd, name in ((1, job["out"]), (2, job["err"])):
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(file, fd)
        os.close(file)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    signal.alarm(job.get("limit", 60))


def lines(fd):
    rest = b""
    while more := os.read(fd, 65536):
        *whole, rest = (rest + more).split(b"\n")
        yield from whole


def next_job():
    """Answers jobs for ever; returns one in each fork. The server itself ends with its input."""
    jobs, answers = (fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 100) for fd in (0, 1))
    os.dup2(2, 1)
    gc.collect()
    if "--quick" in sys.argv:
        gc.freeze()
        gc.disable()
    for line in lines(jobs):
        job = json.loads(line)
        child = os.fork()
        if child == 0:
            os.close(jobs)
            os.close(answers)
            become(job)
            return job
        os.write(answers, b"%d\n" % os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    os._exit(0)


def main(arguments):
    if "--plain" not in arguments:
        cpython_virtual.install()
    if "--serve" in arguments:
        job = next_job()
        (run_and_leave if "--quick" in arguments else run)(job["file"], job["events"])
    else:
        run(arguments[-1], arguments[arguments.index("--events") + 1] if "--events" in arguments else None)


if __name__ == "__main__":
    # The program becomes __main__, so nothing that runs meanwhile may live there.
    import cpython_program

    cpython_program.main(sys.argv[1:])
