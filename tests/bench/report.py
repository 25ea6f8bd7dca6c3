#!/usr/bin/env python3
"""Runs the benchmarks of a build folder and prints their tables: report.py BUILD_FOLDER

All figures are processor time: of the comparison with peers the least of five rounds, else medians of five repetitions.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile

import compare

UNITS = [(1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")]
SECONDS = {"s": 1, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}
STARTS = 15


def words(seconds):
    for unit, name in UNITS:
        if seconds >= unit or name == "ns":
            return f"{seconds / unit:.3g} {name}"


def measured(program):
    """The results by name; of repeated runs the median."""
    if not os.path.exists(program):
        return {}
    done = subprocess.run([program, "--benchmark_format=json", "--benchmark_repetitions=5",
                           "--benchmark_report_aggregates_only=true"], capture_output=True, text=True, check=True)
    return {result["run_name"].split("/iterations")[0]: result for result in json.loads(done.stdout)["benchmarks"]
            if result["aggregate_name"] == "median"}


def mean_time(result, clock="cpu_time"):
    return result[clock] * SECONDS[result["time_unit"]]


def trace_table(results):
    yield "| recording | |"
    yield "|---|---|"
    for name, meaning in (("store_event", "an event stored into a chunk that was used before (to be ≤ 4 ns)"),
                          ("store_event_growing", "into a trace that grows, chunks made ready by a thread"), ("store_event_with_known_text", "the same with a text that is known"),
                          ("store_event_with_new_text", "the same with a text that is new (10 ns or so are the making of it)")):
        yield f"| {meaning} | {words(results[name]['each'])} |"


def model_table(results):
    seek = results["seek_anywhere"]
    yield f"| of a trace of {seek['events']:,.0f} events | |"
    yield "|---|---|"
    yield f"| seek to any event, mean of 10,000 | {words(mean_time(seek))} |"
    yield f"| the same, slowest hundredth | {words(seek['p99'])} |"
    yield f"| the same, slowest of all (to be under 16 ms) | {words(seek['worst'])} |"
    yield f"| one event on or back | {words(mean_time(results['seek_next_door/back:1']))} |"
    yield f"| first look: fold it all, keep key frames | {words(mean_time(results['first_look']))} |"
    yield f"| build the lanes | {words(mean_time(results['build_lanes']))} |"
    huge = results["seek_in_huge_file"]
    yield ""
    yield f"| of a file of {huge['events']:,.0f} events of 10,000 tasks | |"
    yield "|---|---|"
    yield f"| open it, to the first event | {words(mean_time(results['open_huge_file/first:1/real_time'], 'real_time'))} |"
    yield f"| open it, every block checked | {words(mean_time(results['open_huge_file/first:0/real_time'], 'real_time'))} |"
    yield f"| fold it all, keep key frames (done by a thread) | {words(huge['folded'])} |"
    yield f"| seek to any event, median | {words(huge['median'])} |"
    yield f"| the same, slowest hundredth | {words(huge['p99'])} |"
    yield f"| memory for key frames, an event | {huge['frame_bytes']:.1f} B |"
    yield ""
    yield "| of a million events of 10,000 tasks | |"
    yield "|---|---|"
    yield f"| build the lanes | {words(mean_time(results['build_lanes_of_a_million']))} |"
    yield f"| the same in slices of 131,072 events, as the window does: the slowest | {words(results['build_lanes_in_slices']['slowest'])} |"
    yield f"| lanes of a frame that shows all of it (to be ≤ 1 ms) | {words(mean_time(results['lanes_of_a_frame']))} |"


def pane_table(results):
    yield "| the loop pane's frame | events | mean | slowest moment |"
    yield "|---|---|---|---|"
    for name, meaning in (("largest_lesson", "largest lesson (to be under 4 ms)"), ("fifty_tasks", "fifty tasks")):
        found = [r for key, r in results.items() if name in key]
        for result in found:
            yield (f"| {meaning} | {result['events']:,.0f} | {words(mean_time(result, 'real_time'))} | {words(result['worst'])} |")


def children_time():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def start_time(*command):
    times = []
    for _ in range(STARTS):
        before = children_time()
        subprocess.run(command, check=True, capture_output=True)
        times.append(children_time() - before)
    return statistics.median(times)


def start_table(orrery):
    with tempfile.NamedTemporaryFile("w", suffix=".py") as empty:
        ours, python = start_time(orrery, "run", empty.name), start_time("python3", "-S", "-E", empty.name)
    yield "| from the start to the end of an empty program | |"
    yield "|---|---|"
    yield f"| `orrery run` | {words(ours)} |"
    yield f"| `python3 -S -E`, to compare | {words(python)} |"


def main(folder):
    tables = [compare.table(folder)]
    for program, table in (("trace", trace_table), ("model", model_table), ("pane", pane_table)):
        if results := measured(os.path.join(folder, "tests/bench", f"bench_{program}")):
            tables.append(table(results))
    orrery = os.path.join(folder, "orrery")
    if os.path.exists(orrery):
        tables.append(start_table(orrery))
    for table in tables:
        print("\n".join(table) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
