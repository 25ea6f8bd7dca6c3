#!/usr/bin/env python3
"""The real window, by mouse and by keys, on a screen of its own.

    window_test.py PATH_TO_ORRERY [NAME_OF_A_TEST...]      WINDOW_TEST_PICTURES=folder keeps a picture of each test

The boxes and places below are those of the window at 1600x1000 with settings untouched.
"""

import functools
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

from desktop import Orrery, Picture, Screen, wait_for

WIDTH, HEIGHT = 1600, 1000
SEVEN_HOPS = str(pathlib.Path(__file__).parents[2] / "scenarios/g_seven_hops.json")
TITLE = "Seven hops"
PROGRAM = ""  # set from the command line

# left, top, right, bottom
WHOLE = (0, 0, WIDTH, HEIGHT)
PROGRAM_PANE = (0, 130, 380, 590)
OUTPUT = (0, 620, 380, 738)
LOOP = (384, 102, 1234, 738)
INSPECTOR = (1238, 102, WIDTH, 738)
NARRATION = (0, 742, WIDTH, 790)
BOTTOM = (0, 796, WIDTH, HEIGHT)
BELOW_TRANSPORT = (0, 102, WIDTH, HEIGHT)

PLAY, FORWARD, BACK, FIRST = (166, 74), (227, 74), (120, 74), (33, 74)
SCRUB_BEGIN, SCRUB_MIDDLE, BEFORE_SCRUB = (782, 76), (1078, 76), (750, 76)
EDIT, LESSONS, THEME = (350, 117), (1500, 24), (1533, 24)
EVENTS_TAB, SECOND_ROW = (113, 815), (500, 902)
FIRST_TASK = (440, 508)
SEVENTH_CARD = (987, 520)


def orrery(*words, **options):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, **options)


@functools.lru_cache(maxsize=None)
def shot(*words):
    """The same window drawn without one."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "shot.png")
        done = orrery("shot", *words, "--size", f"{WIDTH}x{HEIGHT}", "--out", out)
        assert done.returncode == 0, done.stderr
        return Picture.of_file(out)


def brightness(picture):
    return sum(picture.pixels[::997]) / len(picture.pixels[::997])


def is_red(colour):
    red, green, blue = colour
    return red > 140 and red - green > 60 and red - blue > 60


def red_pixels(picture, box):
    return sum(count for colour, count in picture.colours(box).items() if is_red(colour))


class WindowTest(unittest.TestCase):
    """Each test on a screen and in a window of its own."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.screen = Screen(WIDTH, HEIGHT)
        self.addCleanup(self.screen.close)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def write(self, name, text):
        pathlib.Path(self.path(name)).write_text(text)
        return self.path(name)

    def open(self, *arguments):
        """The program in its window, ended with the test."""
        self.window = Orrery(self.screen, PROGRAM, *arguments, settings=self.path("config"))
        self.addCleanup(self.window.kill)
        self.addCleanup(self.keep_picture)

    def open_at_rest(self):
        """Seven hops at its first event, the mouse out of the way."""
        self.open(SEVEN_HOPS)
        self.window.wait_for_title(TITLE)
        self.screen.key("Home")
        return self.screen.still()

    def keep_picture(self):
        folder = os.environ.get("WINDOW_TEST_PICTURES")
        if folder and self.window and self.window.process.poll() is None:
            subprocess.run(["import", "-silent", "-window", "root", f"{folder}/{self._testMethodName}.png"],
                           env=self.screen.environment)

    def assert_same(self, one, other, box, words, tolerance=40):
        count = one.differing(other, box)
        self.assertLessEqual(count, tolerance, f"{words}: {count} pixels differ")

    def assert_shows(self, box, *words):
        """What rests on the screen is what `orrery shot` draws of it."""
        self.assert_same(self.screen.still(), shot(*words), box, f"the window beside shot {words}")

    def assert_not_blank(self, picture):
        self.assertGreater(len(picture.colours()), 200, "hardly a colour is on the screen")

    def click(self, place):
        self.screen.click(*place)
        self.screen.park()


class Opening(WindowTest):
    def test_the_lesson_browser_is_shown_and_a_lesson_opens_by_key(self):
        self.open()
        print(f"the window is there {self.window.seconds_to_window:.2f} s after the start")
        browser = self.screen.still()
        self.assert_not_blank(browser)
        self.assertEqual(self.window.title(), "Orrery")
        self.screen.key("Right", "Right", "Down")
        self.screen.changed(browser, WHOLE, "the chosen card to be another")
        self.screen.key("Return")
        self.window.wait_for_title(TITLE)
        self.screen.changed(self.screen.picture(), NARRATION, "the lesson to play at once")

    def test_a_lesson_opens_by_mouse_and_the_way_back_leads_to_the_browser(self):
        self.open()
        browser = self.screen.still()
        self.click(SEVENTH_CARD)
        self.window.wait_for_title(TITLE)
        self.click(LESSONS)
        wait_for("the browser", lambda: self.window.title() == "Orrery")
        self.assertLess(self.screen.still().differing(browser, WHOLE), 20_000)

    def test_closing_ends_the_program_well_and_keeps_the_settings(self):
        dark = self.open_at_rest()
        self.assertLess(brightness(dark), 80)
        self.screen.key("t")
        wait_for("the light theme", lambda: brightness(self.screen.picture()) > 150)
        self.assertEqual(self.window.close(), 0)
        self.assertEqual(self.window.process.stderr.read(), "")
        settings = json.loads(pathlib.Path(self.path("config/orrery/settings.json")).read_text())
        self.assertEqual(settings["theme"], "light")
        self.open()
        wait_for("the light browser", lambda: brightness(self.screen.picture()) > 150)

    def test_without_a_display_one_sentence_says_what_to_do(self):
        environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        done = orrery(env=dict(environment, XDG_CONFIG_HOME=self.path("config")))
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stderr, "orrery: there is no display: set DISPLAY, or run headless: orrery run FILE, "
                                      "orrery shot FILE --out x.png\n")

    def test_a_file_that_is_not_there_is_told_in_words_and_the_browser_stays(self):
        self.open("nowhere.json")
        picture = self.screen.still()
        self.assertGreater(red_pixels(picture, (0, 800, WIDTH, HEIGHT)), 20)
        self.assertEqual(self.window.title(), "Orrery")


class SevenHops(WindowTest):
    """One window for all: each test begins at the first event, with nothing selected."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.screen = Screen(WIDTH, HEIGHT)
        cls.window = None

    @classmethod
    def tearDownClass(cls):
        cls.end_window()
        cls.screen.close()
        cls.folder.cleanup()

    @classmethod
    def end_window(cls):
        if cls.window:
            cls.window.kill()

    def setUp(self):
        self.addCleanup(self.keep_picture)
        if self.window:
            self.screen.park()
            self.screen.key("1", "Home")
            if self.screen.still().differing(self.first, WHOLE) == 0:
                return
            self.end_window()  # the test before left it elsewhere
        cls = type(self)
        cls.window = Orrery(self.screen, PROGRAM, SEVEN_HOPS, settings=self.path("config"))
        self.window.wait_for_title(TITLE)
        self.screen.key("Home")
        cls.first = self.screen.still()

    def test_the_first_event_looks_as_the_shot_of_it(self):
        self.assert_not_blank(self.first)
        self.assert_shows(WHOLE, SEVEN_HOPS, "--at", "0")

    def test_it_plays_and_pauses(self):
        self.click(PLAY)
        moved = self.screen.changed(self.first, NARRATION, "playing to tell of other events")
        self.screen.changed(moved, NARRATION, "playing to go on")
        self.screen.key("space")
        self.screen.still()

    def test_five_steps_on_and_five_back_give_the_same_picture(self):
        self.screen.key(*["Right"] * 5)
        self.assertGreater(self.first.differing(self.screen.still(), LOOP), 500)
        self.assert_shows(BELOW_TRANSPORT, SEVEN_HOPS, "--at", "5")
        self.screen.key(*["Left"] * 5)
        self.assert_same(self.screen.still(), self.first, WHOLE, "there and back")

    def test_callbacks_and_turns_are_the_same_both_ways_too(self):
        self.screen.key("ctrl+Right", "ctrl+Right")
        turn = self.screen.still()
        self.screen.key("ctrl+Right", "ctrl+Right", "ctrl+Left", "ctrl+Left")
        self.assert_same(self.screen.still(), turn, BELOW_TRANSPORT, "two turns on and two back")
        self.screen.key("shift+Right", "shift+Right")
        callback = self.screen.still()
        self.assertGreater(turn.differing(callback, LOOP), 500)
        self.screen.key("shift+Right", "shift+Right", "shift+Left", "shift+Left")
        self.assert_same(self.screen.still(), callback, BELOW_TRANSPORT, "two callbacks on and two back")

    def test_the_buttons_step_too(self):
        for _ in range(6):
            self.click(FORWARD)
        self.click(BACK)
        self.assert_shows(BELOW_TRANSPORT, SEVEN_HOPS, "--at", "5")
        self.click(FIRST)
        self.assert_same(self.screen.still(), self.first, WHOLE, "back to the first")

    def test_the_end_looks_as_the_shot_of_it(self):
        self.screen.key("End")
        self.assert_shows(BELOW_TRANSPORT, SEVEN_HOPS, "--at", "end")

    def test_dragging_the_knob_goes_through_time(self):
        self.screen.drag(SCRUB_BEGIN, SCRUB_MIDDLE)
        self.screen.park()
        self.assertGreater(self.first.differing(self.screen.still(), LOOP), 1000)
        self.screen.drag(SCRUB_MIDDLE, BEFORE_SCRUB)
        self.screen.park()
        self.assert_same(self.screen.still(), self.first, BELOW_TRANSPORT, "dragged there and back")

    def test_a_click_on_a_task_selects_it(self):
        self.screen.key("ctrl+Right", "ctrl+Right", "ctrl+Right")
        before = self.screen.still()
        self.click(FIRST_TASK)
        after = self.screen.changed(before, INSPECTOR, "the inspector to show the task", 500)
        self.screen.key("Escape")
        self.screen.changed(after, INSPECTOR, "Escape to select nothing", 500)
        self.assert_same(self.screen.still(), before, INSPECTOR, "nothing selected")

    def test_a_click_on_a_row_of_the_table_shows_that_event(self):
        self.click(EVENTS_TAB)
        table = self.screen.changed(self.first, BOTTOM, "the table of events", 2000)
        self.click(SECOND_ROW)
        self.screen.changed(table, INSPECTOR, "the inspector to show the event", 200)
        self.screen.key("Escape")

    def test_f1_lists_the_keys_and_hides_them_again(self):
        self.screen.key("F1")
        keys = self.screen.changed(self.first, LOOP, "the list of keys", 20_000)
        self.screen.key("F1")
        self.screen.changed(keys, LOOP, "the list to go", 20_000)
        self.assert_same(self.screen.still(), self.first, WHOLE, "after the list of keys")

    def test_the_theme_has_a_button(self):
        self.click(THEME)
        wait_for("the light theme", lambda: brightness(self.screen.picture()) > 150)
        self.assert_shows(BELOW_TRANSPORT, SEVEN_HOPS, "--at", "0", "--theme", "light")
        self.click(THEME)
        wait_for("the dark theme", lambda: brightness(self.screen.picture()) < 80)
        self.assert_same(self.screen.still(), self.first, WHOLE, "dark again")


class Editing(WindowTest):
    def replace_program(self, words):
        self.screen.still()
        self.screen.key("ctrl+a")
        self.screen.still()
        self.screen.type(words)

    def test_an_edited_program_runs_and_prints_what_it_now_says(self):
        self.open_at_rest()
        self.screen.key("End")
        before = self.screen.still()
        self.screen.key("e")
        self.screen.changed(before, PROGRAM_PANE, "the editor")
        self.replace_program("print('new words')\nprint(6 * 7)\n")
        self.screen.key("ctrl+Return")
        self.screen.changed(before, OUTPUT, "another output")
        self.screen.key("End")
        self.assertIn(TITLE, self.window.title())
        same = self.write("same.py", "print('new words')\nprint(6 * 7)\n")
        self.assert_shows(OUTPUT, same, "--at", "end")

    def test_an_error_is_shown_at_its_place_and_goes_when_it_is_mended(self):
        before = self.open_at_rest()
        self.click(EDIT)
        self.screen.changed(before, PROGRAM_PANE, "the editor")
        self.replace_program("x = (1 +\n")
        wait_for("the error in red", lambda: red_pixels(self.screen.picture(), PROGRAM_PANE) > 20)
        broken = self.screen.picture()
        self.screen.key("ctrl+Return")
        self.screen.changed(broken, BOTTOM, "the message that it can't run", 2000)
        self.replace_program("x = 1\n")
        wait_for("the error to go", lambda: red_pixels(self.screen.picture(), PROGRAM_PANE) == 0)
        self.screen.key("ctrl+Return")
        self.screen.changed(before, BOTTOM, "other events", 2000)
        self.assertIn(TITLE, self.window.title())

    def test_escape_discards_what_was_typed(self):
        before = self.open_at_rest()
        self.screen.key("e")
        self.screen.changed(before, PROGRAM_PANE, "the editor")
        self.replace_program("nonsense nonsense")
        typed = self.screen.still()
        self.screen.key("Escape")
        self.screen.changed(typed, PROGRAM_PANE, "Escape to bring the program back")
        self.assert_same(self.screen.still(), before, WHOLE, "after Escape")


class Lines(WindowTest):
    PROGRAM = ("import asyncio\n\n\ndef double(x):\n    y = x * 2\n    return y\n\n\n"
               "async def main():\n    numbers = [1]\n    await asyncio.sleep(1)\n"
               "    numbers.append(double(3))\n    print(numbers)\n\n\nasyncio.run(main())\n")

    def open_program(self):
        self.open(self.write("lines.py", self.PROGRAM))
        self.window.wait_for_title("lines")
        self.screen.key("Home")
        return self.screen.still()

    def test_lines_are_stepped_over_and_into_and_back_the_same_way(self):
        first = self.open_program()
        self.screen.key(*["F11"] * 6)
        there = self.screen.still()
        self.assertGreater(first.differing(there, PROGRAM_PANE), 200)
        self.screen.key("F11", "F11", "F10")
        further = self.screen.still()
        self.assertGreater(there.differing(further, INSPECTOR), 200, "the inspector shows other values")
        self.screen.key("ctrl+F11", "ctrl+F11", "ctrl+F11")
        self.assert_same(self.screen.still(), there, BELOW_TRANSPORT, "three lines on and three back")

    def test_the_value_of_a_name_is_told_under_the_mouse(self):
        self.open_program()
        self.screen.key("End", *["ctrl+F10"] * 2)
        before = self.screen.still()
        self.screen.move(112, 347)  # "numbers" in the line that prints it
        self.screen.changed(before, PROGRAM_PANE, "the value of the name", 200)

    def test_typing_after_a_click_edits_there(self):
        before = self.open_program()
        self.screen.click(330, 147)  # behind the first line
        self.screen.type("; print('typed', 1 + 2, end = '!')")
        self.screen.changed(before, PROGRAM_PANE, "the editor", 200)
        self.screen.key("ctrl+Return")
        self.screen.changed(before, OUTPUT, "the new run's output")
        self.screen.key("End")
        self.screen.park()
        same = self.write("same.py", self.PROGRAM.replace("asyncio", "asyncio; print('typed', 1 + 2, end = '!')", 1))
        self.assert_shows(OUTPUT, same, "--at", "end")


class RealClock(WindowTest):
    def ticking(self, seconds):
        return self.write("ticking.json", json.dumps({
            "orrery": 1, "title": "Ticking", "clock": "real",
            "program": ["import asyncio", "async def main():", "    n = 0", "    while True:", "        print(n)",
                        "        n += 1", f"        await asyncio.sleep({seconds})", "asyncio.run(main())"]}))

    def test_the_window_follows_pauses_and_steps_a_run_that_goes_on(self):
        self.open(self.ticking(0.3))
        self.window.wait_for_title("Ticking")
        picture = self.screen.picture()
        for _ in range(3):
            picture = self.screen.changed(picture, OUTPUT, "the next number", 4)
        self.screen.key("space")
        self.screen.park()
        paused = self.screen.still()
        time.sleep(1)
        self.assert_same(self.screen.picture(), paused, BELOW_TRANSPORT, "while it is paused", 0)
        self.screen.key("ctrl+Right")
        stepped = self.screen.changed(paused, BELOW_TRANSPORT, "a turn to pass")
        self.screen.key("Left")
        self.screen.changed(stepped, NARRATION, "a step back in a live run")
        self.screen.still()
        self.screen.key("space")
        picture = self.screen.picture()
        for _ in range(2):
            picture = self.screen.changed(picture, OUTPUT, "the run to go on", 4)
        self.assertEqual(self.window.close(), 0)

    def test_closing_ends_a_run_that_sleeps_in_select(self):
        self.open(self.ticking(1000))
        self.window.wait_for_title("Ticking")
        self.screen.still()
        began = time.monotonic()
        self.assertEqual(self.window.close(), 0)
        print(f"a run asleep for 1000 s ended {time.monotonic() - began:.2f} s after its window")


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
