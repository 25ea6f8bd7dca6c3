#!/usr/bin/env python3
"""Runs programs on CPython and on our interpreter and compares: output, exit code, last line of the errors, events.

    run.py [--runner "COMMAND"] [--python 3.11|3.12|3.13|all] [--events|--no-events] [--strict] [--jobs N] [FILE...]

COMMAND is what runs a file with us: `orrery run`, or `script_run` for programs that import nothing. Without files, all of
programs/ and the scenarios. Without --python, programs that use a loop run under the rules of each version that the machine
has (see pythons.py), the others under those of the Python that runs this. CPython keeps the virtual clock (cpython_virtual.py).
With --strict all of stderr is compared. The first difference of each program is shown, with the line of the program
that printed it where that can be told. Exit 1 if any program differs.

A program says in comments what it is for:
    # conformance: from 3.12        not for older rules
    # conformance: no events (why)  its order of events is not compared: it uses what rule 0.5 leaves out
"""
import argparse
import collections
import concurrent.futures
import contextlib
import json
import pathlib
import queue
import re
import shutil
import sys
import tempfile

import events
import pythons
from reference import HERE, Reference, run_ours

DEADLOCK = 3
CLOCKED = re.compile(r"^\s*(?:import|from)\s+[\w, ]*\b(asyncio|time|socket|select|selectors|random|contextvars)\b", re.M)


def last_line(text):
    lines = text.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""


def numbers(version):
    return tuple(map(int, version.split(".")))


class Program:
    """A file and what its comments say of it."""

    def __init__(self, path):
        self.path = path
        self.source = path.read_text()
        self.clocked = bool(CLOCKED.search(self.source))
        since = re.search(r"^# conformance: from (3\.\d+)", self.source, re.M)
        self.since = since.group(1) if since else "3.11"
        self.has_events = "asyncio" in self.source and not re.search(r"^# conformance: no events", self.source, re.M)

    def versions(self, found, chosen):
        """Under whose rules it is compared."""
        wanted = found if self.clocked or chosen else [pythons.own()]
        return [v for v in wanted if numbers(v) >= numbers(self.since)]


def first_difference(ours, theirs):
    a, b = ours.decode(errors="replace").splitlines(), theirs.decode(errors="replace").splitlines()
    for number, (x, y) in enumerate(zip(a, b), 1):
        if x != y:
            return f"line {number} of the output\n    python3: {y}\n    ours:    {x}", y
    if len(a) == len(b):
        return "", ""
    more = "ours" if len(a) > len(b) else "python3"
    text = (a if len(a) > len(b) else b)[min(len(a), len(b))]
    return f"only {more} goes on after line {min(len(a), len(b))} with\n    {text}", text


def likely_line(source, text):
    """The print whose literal words are the most in the text that differs."""
    best, score = "", 0
    for number, line in enumerate(source.splitlines(), 1):
        if "print" not in line:
            continue
        words = [w for w in line.replace('"', "'").split("'")[1::2] if len(w) > 1]
        found = sum(len(w) for w in words if w.strip() and w.strip() in text)
        if found > score:
            best, score = f"    program line {number}: {line.strip()}", found
    return best


def difference(source, theirs, ours, strict=False):
    """What is not equal of what two runs did, in words; empty if nothing."""
    said, text = first_difference(ours.out, theirs.out)
    if said:
        stderr = "    our stderr: " + last_line(ours.err) if ours.err else ""
        return "\n".join(filter(None, [said, likely_line(source, text), stderr]))
    last, our_last = last_line(theirs.err), last_line(ours.err)
    if theirs.code != ours.code:
        return f"exit code: python3 {theirs.code}, ours {ours.code}\n    python3: {last}\n    ours:    {our_last}"
    if strict and theirs.err != ours.err:
        return "stderr, " + first_difference(ours.err, theirs.err)[0]
    if last == "DEADLOCK" and theirs.code == DEADLOCK:
        return ""  # ours says who waits
    if last != our_last:
        return f"last line of stderr\n    python3: {last}\n    ours:    {our_last}"
    return ""


class References:
    """The CPythons of one thread, each started when it is first needed."""

    def __init__(self, found):
        self.found = {pythons.own(): sys.executable} | found
        self.started = {}
        self.stack = contextlib.ExitStack()

    def get(self, version, *options):
        key = version, *options
        if key not in self.started:
            self.started[key] = self.stack.enter_context(Reference(self.found[version], *options))
        return self.started[key]


class Comparison:
    """Compares programs, each version of each a job; a few at a time."""

    def __init__(self, runner, found, options):
        self.runner, self.options = runner, options
        self.plain = pathlib.Path(runner[0]).name == "script_run"
        self.free = queue.SimpleQueue()
        self.all = [References(found) for _ in range(options.jobs)]
        for references in self.all:
            self.free.put(references)

    def command(self, version, *more):
        return [*self.runner, *(() if self.plain else ("--python", version)), *more]

    def compare(self, program, version):
        references = self.free.get()
        try:
            theirs = references.get(version, *([] if program.clocked else ["--plain"])).run(program.path)
            said = difference(program.source, theirs, run_ours(self.command(version), program.path), self.options.strict)
            if not said and self.options.events and program.has_events:
                said = self.compare_events(references, program, version)
            return said
        finally:
            self.free.put(references)

    def compare_events(self, references, program, version):
        theirs = references.get(version, "--events").run(program.path, events=True)
        ours = run_ours(self.command(version, "--events"), program.path)
        return events.difference(program.source, theirs.events or [], events.read(ours.out.decode(errors="replace")))

    def close(self):
        for references in self.all:
            references.stack.close()


def scenario_programs(folder):
    """The programs of the scenarios that need nothing of the world, as files: what is taught must be true of CPython too."""
    for path in sorted((HERE.parent.parent / "scenarios").glob("*.json")):
        document = json.loads(path.read_text())
        if "program" in document and "world" not in document:
            file = folder / (path.stem + ".py")
            file.write_text("\n".join(document["program"]) + "\n")
            yield file


def absolute(command):
    """The command with its program's whole path: programs run in a folder of their own."""
    found = shutil.which(command[0])
    return [str(pathlib.Path(found).absolute()) if found else command[0], *command[1:]]


def parse_arguments():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--runner", default="orrery run")
    arguments.add_argument("--python", choices=[*pythons.VERSIONS, "all"])
    arguments.add_argument("--events", action=argparse.BooleanOptionalAction, default=True)
    arguments.add_argument("--strict", action="store_true")
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("files", nargs="*", type=pathlib.Path)
    return arguments.parse_args()


def report(results, jobs):
    """Prints the differences, those that are the same under several versions once; how many programs differ."""
    said = collections.defaultdict(lambda: collections.defaultdict(list))
    for (program, version), text in zip(jobs, results):
        if text:
            said[program.path.name][text].append(version)
    for name, texts in said.items():
        for text, versions in texts.items():
            print(f"{name} ({', '.join(versions)}): {text}")
    return len(said)


def main():
    options = parse_arguments()
    found = pythons.find()
    if options.python and options.python != "all":
        if options.python not in found:
            sys.exit(f"run.py: no Python {options.python} on this machine")
        found = {options.python: found[options.python]}
    runner = absolute(options.runner.split())
    files = [f.resolve() for f in options.files] or sorted((HERE / "programs").glob("*.py"))
    with tempfile.TemporaryDirectory() as scenarios:
        plain = pathlib.Path(runner[0]).name == "script_run"
        if not options.files and not plain:
            files += scenario_programs(pathlib.Path(scenarios))
        programs = [Program(f) for f in files]
        if plain and not options.files:
            programs = [p for p in programs if "import" not in p.source.split()]
        jobs = [(p, v) for p in programs for v in p.versions(list(found), options.python)]
        comparison = Comparison(runner, found, options)
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            results = list(pool.map(lambda job: comparison.compare(*job), jobs))
        comparison.close()
    different = report(results, jobs)
    print(f"{len(programs) - different} of {len(programs)} programs equal, {len(jobs)} runs, Python {', '.join(found)}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
