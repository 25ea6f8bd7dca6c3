#!/usr/bin/env python3
"""Runs random programs on CPython and on our interpreter: output, exit code and order of events must be equal.

    random_order.py [--runner "COMMAND"] [--seeds 0-499] [--python 3.11|3.12|3.13|all] [--events EVERY] [--only FEATURE,…]

Each seed is a program (random_programs.py) and runs under each version the machine has; of every EVERY-th seed, the events
are compared too. A program that differs is made smaller while it still does, then shown. Exit 1 if any differs.
What of asyncio our side does not accept yet is left out of the programs; it is named at the end.
"""
import argparse
import concurrent.futures
import pathlib
import queue
import re
import sys
import tempfile
import threading

import events
import pythons
from program_tree import shrink
from random_programs import LONGEST, START, TOO_LONG, generate
from random_statements import FEATURES
from reference import run_ours
from run import DEADLOCK, References, difference

LIMIT = 5  # seconds a program may take


EXCEPTION = re.compile(rb"^[A-Za-z_][\w.]*(?:Error|Exception|Group|Exit|Interrupt)(?::.*)?$", re.M)
ADDRESS = re.compile(rb" at 0x[0-9a-f]+")


def compared(side):
    """What is compared of what a program did. On stderr, the exception that ended it: what else is there
    comes when an object goes ("never retrieved", "never awaited", "exception ignored"), a moment that rule 0.5 leaves out."""
    side.out = ADDRESS.sub(b"", side.out)
    if side.code == DEADLOCK:
        return
    before_the_end = side.err.partition(b"Exception ignored")[0]
    side.err = b"" if side.code in (0, TOO_LONG) else b"".join(EXCEPTION.findall(before_the_end)[-1:])


class Checker:
    """Compares a program on both sides. One for each thread."""

    def __init__(self, runner, found):
        self.runner = runner
        self.references = References(found)
        self.folder = tempfile.TemporaryDirectory()
        self.file = pathlib.Path(self.folder.name) / "program.py"

    def close(self):
        self.references.stack.close()
        self.folder.cleanup()

    def ours(self, version, *more):
        return run_ours([*self.runner, "--python", version, *more], self.file, LIMIT)

    def differs(self, text, version, with_events):
        """What differs, in words; empty if nothing does."""
        self.file.write_text(text)
        theirs = self.references.get(version, "--quick").run(self.file, limit=LIMIT)
        ours = self.ours(version)
        if b"RecursionError" in theirs.out + theirs.err:
            return ""  # at which depth is nobody's promise
        for side in (theirs, ours):
            compared(side)
        if theirs.code == TOO_LONG:
            # The end of an unfinished program is the moment when its objects go.
            for side in (theirs, ours):
                side.out = b"".join(side.out.splitlines(True)[:LONGEST])
        said = difference(text, theirs, ours)
        if said or not with_events:
            return said
        traced = self.references.get(version, "--quick", "--events").run(self.file, events=True, limit=LIMIT)
        mine = self.ours(version, "--events")
        return events.difference(text, traced.events or [], events.read(mine.out.decode(errors="replace")))

    def smallest(self, program, version, with_events):
        found = shrink(program, lambda smaller: self.still_differs(smaller.text(), version, with_events))
        return found.text(), self.differs(found.text(), version, with_events)

    def still_differs(self, text, version, with_events):
        """Whether it does, being a program that comes to an end."""
        try:
            compile(text, "program", "exec")
        except SyntaxError:
            return False
        said = self.differs(text, version, with_events)
        return bool(said) and "TIMEOUT" not in said


def accepted(runner, names):
    """The features whose programs our side takes."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            file = pathlib.Path(folder) / f"{name}.py"
            file.write_text("import asyncio\n" + FEATURES[name].replace("; ", "\n") + "\n")
            if run_ours(runner, file).code == 0:
                yield name


def parse_arguments():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--runner", default="orrery run")
    arguments.add_argument("--seeds", default="0-499")
    arguments.add_argument("--python", choices=[*pythons.VERSIONS, "all"], default="all")
    arguments.add_argument("--events", type=int, default=5, metavar="EVERY")
    arguments.add_argument("--only", default="", help="features to use, with commas between")
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--most", type=int, default=5, help="stop after so many differences")
    arguments.add_argument("--keep", default=tempfile.gettempdir(), help="the folder for the programs that differ")
    arguments.add_argument("--whole", action="store_true", help="don't make programs smaller")
    return arguments.parse_args()


class Search:
    """Goes through the seeds with a few checkers, until there are enough differences."""

    def __init__(self, options, found, features):
        self.options, self.found, self.features = options, found, features
        self.runner = options.runner.split()
        self.different, self.done = 0, 0
        self.lock = threading.Lock()
        self.checkers = queue.SimpleQueue()
        for _ in range(options.jobs):
            self.checkers.put(Checker(self.runner, found))

    def seed(self, seed):
        checker = self.checkers.get()
        try:
            for version in self.found:
                if self.different >= self.options.most:
                    return
                if self.check(checker, seed, version):
                    return
        finally:
            self.checkers.put(checker)

    def check(self, checker, seed, version):
        with_events = self.options.events > 0 and seed % self.options.events == 0
        program = generate(seed, self.features, version)
        said = checker.differs(program.text(), version, with_events)
        with self.lock:
            self.done += 1
            if not said:
                return False
            self.different += 1
        text = program.text()
        if not self.options.whole:
            text, said = checker.smallest(program, version, with_events)
        file = pathlib.Path(self.options.keep) / f"random_{seed}_{version}.py"
        file.write_text(text)
        shown = text[text.index("\n\n\n", text.index(START)):].strip()
        with self.lock:
            print(f"---- seed {seed}, {version}, {file}\n{shown}\n---- {said}\n", flush=True)
        return True

    def close(self):
        while not self.checkers.empty():
            self.checkers.get().close()


def main():
    options = parse_arguments()
    found = pythons.find()
    if options.python != "all":
        found = {v: p for v, p in found.items() if v == options.python}
    wanted = options.only.split(",") if options.only else list(FEATURES)
    features = list(accepted(options.runner.split(), [f for f in wanted if f in FEATURES]))
    first, _, last = options.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    search = Search(options, found, features)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        list(pool.map(search.seed, seeds))
    search.close()
    missing = [f for f in FEATURES if f not in features]
    print(f"{search.done} runs of {len(seeds)} random programs, {search.different} differ; Python {', '.join(found)}"
          + (f"; without {', '.join(missing)}" if missing else ""))
    return 1 if search.different else 0


if __name__ == "__main__":
    sys.exit(main())
