#!/usr/bin/env python3
"""Runs the examples, and opens what they record.

examples_test.py ECHO_SERVER PRODUCER_CONSUMER [PROGRAM]      PROGRAM: `orrery`, to check the recordings with
"""
import pathlib, subprocess, sys, tempfile


def expect(condition, what):
    if not condition:
        sys.exit(f"not so: {what}")


def run(*words):
    return subprocess.run([str(w) for w in words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=120)


def check(program, trace):
    """The lines of the recording, if there is a program to read it with."""
    expect(trace.read_bytes().startswith(b"ORRERY"), f"{trace.name} is a trace")
    if not program:
        return ""
    checked = run(program, "check", trace)
    expect(checked.returncode == 0, f"{trace.name} is sound: {checked.stdout}{checked.stderr}")
    return run(program, "export", trace, "--ndjson", "/dev/stdout").stdout


def echo(server, program, folder):
    for clock in ([], ["--virtual"]):
        trace = folder / "echo.orrery-trace"
        done = run(server, "3", "--record", trace, *clock)
        expect(done.returncode == 0, f"the echo server ends well: {done.returncode} {done.stderr}")
        expect(done.stdout == "9 lines came back to 3 clients\n", f"all lines come back: {done.stdout}")
        lines = check(program, trace)
        if program:
            for file in ("echo_server/main.cpp", "echo_server/client.cpp"):
                expect(file in lines, f"{file} is in the recording")
            expect('"text":"ask"' in lines and '"text":"echo"' in lines, "both sides are in the recording")


def producer(consumer, program, folder):
    trace = folder / "producer.orrery-trace"
    done = run(consumer, "8", "--record", trace, "--virtual")
    expect(done.returncode == 3, f"the bug makes a deadlock: {done.returncode}")
    expect("second: 7 is spoilt" in done.stdout or "first: 7 is spoilt" in done.stdout, done.stdout)
    expect("are done" not in done.stdout, "join() never returns")
    expect("first" in done.stderr and "second" in done.stderr, f"the report names who waits: {done.stderr}")
    check(program, trace)
    again = run(consumer, "8", "--record", folder / "again.orrery-trace", "--virtual")
    expect(again.stdout == done.stdout, "the same run prints the same")
    expect((folder / "again.orrery-trace").stat().st_size > 0, "the second recording is there")
    cured = run(consumer, "cured", "8", "--virtual")
    expect(cured.returncode == 0 and cured.stdout.endswith("all 8 items are done\n"), f"the cure helps: {cured.stdout}")


def main(server, consumer, program=None):
    with tempfile.TemporaryDirectory() as folder:
        echo(server, program, pathlib.Path(folder))
        producer(consumer, program, pathlib.Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
