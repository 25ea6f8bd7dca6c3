"""Finds the CPythons that programs are compared with: the newest of each of 3.11, 3.12, 3.13 that this machine has.

ORRERY_PYTHON_3_12=/path/to/python (and _3_11, _3_13) says which one to take, or, when empty, to do without.
A name on PATH may be a launcher that refuses to start, so each candidate is asked for its version.
"""
import concurrent.futures
import os
import pathlib
import subprocess
import sys

VERSIONS = ("3.11", "3.12", "3.13")
ASK = "import sys; print(*sys.version_info[:3]); print(sys.executable)"


def ask(candidate):
    """((3, 12, 1), path) of an interpreter, or None if it doesn't start."""
    try:
        said = subprocess.run([candidate, "-S", "-c", ASK], capture_output=True, text=True, timeout=20)
        numbers, path = said.stdout.splitlines()
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return tuple(map(int, numbers.split())), path


def candidates(version):
    """What may be a Python of this version: on PATH, and beside a folder of launchers on PATH what they launch."""
    for folder in dict.fromkeys(os.get_exec_path()):
        yield pathlib.Path(folder) / f"python{version}"
        if pathlib.Path(folder).name == "shims":
            yield from sorted(pathlib.Path(folder).parent.glob(f"versions/{version}.*/bin/python{version}"))


def newest(version):
    chosen = os.environ.get("ORRERY_PYTHON_" + version.replace(".", "_"))
    paths = [chosen] if chosen else [] if chosen is not None else [str(p) for p in candidates(version) if p.exists()]
    answers = [a for a in map(ask, paths) if a and "%d.%d" % a[0][:2] == version]
    return max(answers)[1] if answers else None


def find():
    """{"3.11": path, …} of those there are, in order of version."""
    with concurrent.futures.ThreadPoolExecutor(len(VERSIONS)) as pool:
        return {v: path for v, path in zip(VERSIONS, pool.map(newest, VERSIONS)) if path}


def own():
    """The rules that the Python running this is nearest to."""
    return "%d.%d" % min(sys.version_info[:2], (3, 13))


if __name__ == "__main__":
    for version, path in find().items():
        print(version, path)
