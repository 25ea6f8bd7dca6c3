#!/usr/bin/env python3
"""Runs programs on CPython and on our interpreter and compares: output, exit code, last line of the errors.

    run.py [--runner "COMMAND"] [--strict] [FILE...]

COMMAND is what runs a file with us: `orrery run`, or `script_run` for programs that import nothing. Without files, all of
programs/. CPython runs under the virtual clock (cpython_virtual.py). With --strict all of stderr is compared.
The first difference of each program is shown, with the line of the program that printed it where that can be told.
Exit 1 if any program differs.
"""
import argparse
import concurrent.futures
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
CLOCKED = ("asyncio", "time", "socket", "select", "selectors", "random", "contextvars")


def run(command, limit):
    try:
        done = subprocess.run(command, capture_output=True, timeout=limit, cwd=HERE / "programs")
    except subprocess.TimeoutExpired as late:
        return late.stdout or b"", b"TIMEOUT after %d s" % limit, -1
    return done.stdout, done.stderr, done.returncode


def last_line(text):
    lines = text.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""


def needs_clock(source):
    words = set(source.replace(",", " ").split())
    return "import" in words and any(name in words for name in CLOCKED)


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


def compare(path, runner, strict):
    source = path.read_text()
    # What CPython's compiler thinks of a program is not what the program prints.
    reference = [sys.executable, "-W", "ignore::SyntaxWarning", "-W", "ignore::DeprecationWarning"]
    if needs_clock(source):
        reference.append(str(HERE / "cpython_virtual.py"))
    out, err, code = run([*reference, str(path)], 60)
    our_out, our_err, our_code = run([*runner, str(path)], 60)
    said, text = first_difference(our_out, out)
    if said:
        return "\n".join(filter(None, [said, likely_line(source, text), "    our stderr: " + last_line(our_err) if our_err else ""]))
    if code == -2:  # python3 kills itself with SIGINT for an uncaught KeyboardInterrupt; a shell calls that 130
        code = 130
    if code != our_code:
        return f"exit code: python3 {code}, ours {our_code}\n    python3: {last_line(err)}\n    ours:    {last_line(our_err)}"
    if strict and err != our_err:
        return "stderr, " + first_difference(our_err, err)[0]
    if last_line(err) != last_line(our_err):
        return f"last line of stderr\n    python3: {last_line(err)}\n    ours:    {last_line(our_err)}"
    return ""


def scenario_programs(folder):
    """The programs of the scenarios that need nothing of the world, as files: what is taught must be true of CPython too."""
    for path in sorted((HERE.parent.parent / "scenarios").glob("*.json")):
        document = json.loads(path.read_text())
        if "program" in document and "world" not in document:
            file = folder / (path.stem + ".py")
            file.write_text("\n".join(document["program"]) + "\n")
            yield file


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--runner", default="orrery run")
    arguments.add_argument("--strict", action="store_true")
    arguments.add_argument("files", nargs="*", type=pathlib.Path)
    options = arguments.parse_args()
    files = [f.resolve() for f in options.files] or sorted((HERE / "programs").glob("*.py"))
    runner = options.runner.split()
    plain = pathlib.Path(runner[0]).name == "script_run"
    scenarios = tempfile.TemporaryDirectory()
    if not plain:
        if not options.files:
            files += scenario_programs(pathlib.Path(scenarios.name))
        runner += ["--python", "%d.%d" % min(sys.version_info[:2], (3, 13))]
    if plain and not options.files:
        files = [f for f in files if "import" not in f.read_text().split()]
    different = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for path, difference in zip(files, pool.map(lambda f: compare(f, runner, options.strict), files)):
            if difference:
                different += 1
                print(f"{path.name}: {difference}")
    print(f"{len(files) - different} of {len(files)} programs equal")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
