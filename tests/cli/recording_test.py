#!/usr/bin/env python3
"""The command line's side of recorded runs: recording_test.py ORRERY"""
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

ORRERY = None
PROGRAM = """
import asyncio
async def work(n):
    for i in range(3):
        await asyncio.sleep(n / 10)
        print(n, i)
async def main():
    await asyncio.gather(*(work(n) for n in range(3)))
asyncio.run(main())
"""
ENDLESS = "import asyncio\nasync def main():\n    while True:\n        await asyncio.sleep(1)\nasyncio.run(main())\n"


class Recording(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.program, self.trace = self.path("program.py"), self.path("run.orrery-trace")
        self.write(self.program, PROGRAM)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def write(self, path, text):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def orrery(self, *arguments, code=0):
        done = subprocess.run([ORRERY, *arguments], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def record(self):
        return self.orrery("run", self.program, "--record", self.trace)

    def assert_one_sentence(self, done, words):
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        self.assertIn(words, done.stderr)

    def test_recording_changes_nothing_of_the_run(self):
        plain, recorded = self.orrery("run", self.program), self.record()
        self.assertEqual((plain.stdout, plain.stderr), (recorded.stdout, recorded.stderr))

    def test_the_recording_holds_the_events_of_the_run(self):
        self.record()
        self.assertIn("sound", self.orrery("check", self.trace).stdout)
        lines = self.orrery("export", self.trace, "--ndjson", "-").stdout.splitlines()
        self.assertEqual(lines, self.orrery("export", self.program, "--ndjson", "-").stdout.splitlines())
        self.assertEqual([json.loads(line)["seq"] for line in lines], list(range(len(lines))))
        self.assertEqual(len(lines), len(self.orrery("run", self.program, "--events").stdout.splitlines()))

    def test_a_viewer_file_is_json(self):
        for axis in ("time", "events"):
            events = json.loads(self.orrery("export", self.program, "--perfetto", "-", "--axis", axis).stdout)["traceEvents"]
            self.assertEqual({e["args"]["name"] for e in events if e["name"] == "thread_name"}
                             & {"the event loop", "Task-1", "Task-4"}, {"the event loop", "Task-1", "Task-4"})

    def test_a_file_that_exists_is_left_as_it_is(self):
        self.write(self.trace, "precious")
        self.assert_one_sentence(self.orrery("run", self.program, "--record", self.trace, code=2), "exists already")
        self.assert_one_sentence(self.orrery("export", self.program, "--ndjson", self.trace, code=2), "exists already")
        with open(self.trace, encoding="utf-8") as file:
            self.assertEqual(file.read(), "precious")
        self.orrery("run", self.program, "--record", self.trace, "--replace")
        self.orrery("check", self.trace)

    def test_a_place_that_can_not_be_written_is_a_sentence_before_the_run(self):
        for place in ("/dev/full", "/nowhere/at/all"):
            done = self.orrery("run", self.program, "--record", place, code=2)
            self.assertEqual(done.stdout, "")
            self.assert_one_sentence(done, "can't be written")
        self.assert_one_sentence(self.orrery("export", self.program, "--perfetto", "/dev/full", code=1), "No space left")

    def test_a_disk_that_fills_up_does_not_stop_the_run(self):
        self.write(self.program, "import asyncio\nasync def main():\n    for i in range(20000):\n        await asyncio.sleep(0)\n"
                                 "    print('done')\nasyncio.run(main())\n")
        limited = f"trap '' XFSZ; ulimit -f 1000; exec {ORRERY} run {self.program} --record {self.trace}"
        done = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.stdout, "done\n")
        self.assertEqual(done.returncode, 1)
        self.assert_one_sentence(done, "can't be written: File too large; the first")
        self.assertIn("breaks off after", self.orrery("check", self.trace, code=1).stdout)
        self.assertGreater(len(self.orrery("export", self.trace, "--ndjson", "-", code=1).stdout), 1_000_000)

    def test_memory_can_be_bounded_and_the_loss_is_told(self):
        self.write(self.program, "import asyncio\nasync def main():\n    for i in range(20000):\n        await asyncio.sleep(0)\n"
                                 "asyncio.run(main())\n")
        done = self.orrery("run", self.program, "--events", "--limit-memory", "1MB", code=1)
        self.assert_one_sentence(done, "events were not recorded")

    def test_a_killed_run_can_be_read(self):
        self.write(self.program, ENDLESS)
        child = subprocess.Popen([ORRERY, "run", self.program, "--record", self.trace])
        while not os.path.exists(self.trace) or os.path.getsize(self.trace) < 2_000_000:
            self.assertIsNone(child.poll())
            time.sleep(0.01)
        child.send_signal(signal.SIGKILL)
        child.wait()
        self.orrery("check", self.trace, code=1)
        done = self.orrery("export", self.trace, "--ndjson", "-", code=1)
        self.assertGreater(len(done.stdout.splitlines()), 10_000)

    def test_what_is_no_recording_is_a_sentence(self):
        self.write(self.trace, "something else")
        self.assertIn("no trace of Orrery", self.orrery("check", self.trace, code=1).stdout)
        self.assert_one_sentence(self.orrery("export", self.trace, "--ndjson", "-", code=2), "no trace of Orrery")
        self.assert_one_sentence(self.orrery("export", self.path("none.orrery-trace"), "--ndjson", "-", code=2), "No such file")


if __name__ == "__main__":
    ORRERY = sys.argv.pop(1)
    unittest.main()
