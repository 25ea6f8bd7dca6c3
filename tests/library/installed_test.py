#!/usr/bin/env python3
"""Installs the build, builds a project of somebody else's against it, runs that, and checks what it recorded.

installed_test.py BUILD [PROGRAM]      PROGRAM: `orrery`, to check the recording with
"""
import pathlib, subprocess, sys, tempfile

OUTSIDE = pathlib.Path(__file__).resolve().parent / "outside"


def call(*words, **options):
    done = subprocess.run([str(w) for w in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))}\nended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def expect(condition, what):
    if not condition:
        sys.exit(f"not so: {what}")


def main(build, program=None):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        prefix, outside, trace = root / "prefix", root / "build", root / "outside.orrery-trace"
        components = ["engine", "program"] if program else ["engine"]
        for component in components:
            call("cmake", "--install", build, "--prefix", prefix, "--component", component)
        call("cmake", "-S", OUTSIDE, "-B", outside, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={prefix}", "-DCMAKE_BUILD_TYPE=Release")
        used = (outside / "CMakeCache.txt").read_text()
        for word in ("glfw", "imgui"):
            expect(word not in used.lower(), f"a program without a window needs no {word}")
        call("cmake", "--build", outside)
        printed = call(outside / "outside", trace)
        expect(printed == "2 answers\n", f"the outside program printed {printed!r}")
        expect(trace.read_bytes().startswith(b"ORRERY"), "a trace was recorded")
        if program:
            installed = prefix / "bin" / "orrery"
            call(installed, "check", trace)
            lines = call(installed, "export", trace, "--ndjson", "/dev/stdout")
            expect(str(OUTSIDE / "main.cpp") in lines, "the coroutines of the outside program have their file")
            expect(list((prefix / "share/orrery/scenarios").glob("schema.json")), "the scenarios are installed")


if __name__ == "__main__":
    main(*sys.argv[1:])
