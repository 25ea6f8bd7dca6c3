"""The engine beside the floor and its peers: every program again and again in turn, the least of each figure counts.

What the machine does besides disturbs all of them alike that way, and a ratio of two figures holds on another machine.
"""

import json
import os
import subprocess

ROUNDS = 5
PROGRAMS = ("floor", "engine", "asio", "uv")
PYTHONS = {"asyncio": [], "uvloop": ["uvloop"]}
HERE = os.path.dirname(os.path.abspath(__file__))

# (what it is; the floor's; ours without a recorder; ours with one; the workload's name among peers; times the floor it is to be)
ROWS = [
    ("a. a task gives up its turn, 1000 tasks", "switch/1000", "switch/0/1000", "switch/1/1000", "switch/1000", 2.6),
    ("a. the same, 10 tasks", "switch/10", "switch/0/10", None, None, None),
    ("a. the same, 100,000 tasks", "switch/100000", "switch/0/100000", None, None, None),
    ("b. ping-pong with futures, a round trip, select elided", "ping_pong", "ping_pong/0", "ping_pong/1", "ping_pong", 4.6),
    ("b′. the same, select every turn", "ping_pong_select", "ping_pong_select/0", "ping_pong_select/1", "ping_pong", 1.2),
    ("c. make a task and await it, select elided", "spawn", "spawn/0", "spawn/1", "spawn", 3.3),
    ("d. 100,000 tasks that sleep up to 100 ms, each", "timers", "timers/0", None, "timers", None),
    ("e. echo of 64 bytes, 1 connection", "echo/1/0", "echo/0/1/0/0", "echo/1/1/0/0", "echo/1/0", 1.05),
    ("e50. the same, 50 connections", "echo/50/0", "echo/0/50/0/0", None, "echo/50/0", 1.06),
    ("eI. 1 connection among 450 that are idle, select", "echo/1/450", "echo/0/1/450/0", None, None, 1.15),
    ("eI. the same, epoll", None, "echo/0/1/450/2", None, "echo/1/450", None),
    ("f. a child of a gather of 100,000", "gather", "gather/0", "gather/1", "gather", 2.1),
]


def run(*command):
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def one_round(folder):
    """Every program once: pairs of a name such as `floor_spawn` and seconds."""
    for program in PROGRAMS:
        path = os.path.join(folder, "tests/bench", f"bench_{program}")
        for result in run(path, "--benchmark_format=json", "--benchmark_min_time=0.05")["benchmarks"]:
            yield result["run_name"], result["each"]
    for name, arguments in PYTHONS.items():
        try:
            measured = run("/usr/bin/python3", os.path.join(HERE, "python_bench.py"), *arguments)
        except subprocess.CalledProcessError:
            continue  # that package is not installed
        yield from ((f"{name}_{workload}", 1e-9 * each) for workload, each in measured.items())


def least(folder):
    best = {}
    for _ in range(ROUNDS):
        for name, each in one_round(folder):
            best[name] = min(each, best.get(name, each))
    return best


def cell(seconds):
    if seconds is None:
        return "–"
    ns = seconds * 1e9
    return f"{ns:.1f} ns" if ns < 100 else f"{ns:.0f} ns" if ns < 1e4 else f"{ns / 1000:.1f} µs"


def ratio(ours, other):
    return f"{ours / other:.2f}" if ours and other else "–"


def table(folder):
    figures = least(folder)
    yield "| an operation | floor | no recorder | recorded | times the floor | to be | Asio | libuv | uvloop | asyncio |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for meaning, floor, off, on, peer, goal in ROWS:
        least_of = {who: figures.get(f"{who}_{peer}") for who in ("asio", "uv", "uvloop", "asyncio")}
        floor, off, on = (figures.get(name) for name in (f"floor_{floor}", f"engine_{off}", f"engine_{on}"))
        peers = " | ".join(cell(each) for each in least_of.values())
        yield (f"| {meaning} | {cell(floor)} | {cell(off)} | {cell(on)} | {ratio(off, floor)} | "
               f"{f'≤ {goal}' if goal else '–'} | {peers} |")
