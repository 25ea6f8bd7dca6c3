"""A screen of our own with one program on it: Xvfb, a mouse, a keyboard and pictures of what is shown."""

import ctypes
import os
import signal
import subprocess
import time

PATIENCE = 40  # seconds until something that must happen counts as not happening; slow machines are fine
REST = 0.25    # seconds between two looks at the screen, on a machine that shows the window at once


LIBC = ctypes.CDLL(None)


def die_with_us():
    """In a child: it ends when we do, even if we are killed."""
    LIBC.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def wait_for(what, happens):
    """Calls `happens` until it gives something true, and gives that back."""
    end = time.monotonic() + PATIENCE
    while True:
        outcome = happens()
        if outcome:
            return outcome
        if time.monotonic() > end:
            raise AssertionError(f"waited {PATIENCE} s in vain for {what}")
        time.sleep(0.05)


class Picture:
    """Rows of RGB pixels."""

    def __init__(self, ppm):
        kind, size, depth, self.pixels = ppm.split(b"\n", 3)
        assert (kind, depth) == (b"P6", b"255"), (kind, depth)
        self.width, self.height = map(int, size.split())
        assert len(self.pixels) == self.width * self.height * 3

    @classmethod
    def of_file(cls, path):
        return cls(subprocess.run(["convert", path, "-depth", "8", "ppm:-"], check=True, capture_output=True).stdout)

    def row(self, y, left, right):
        start = 3 * self.width * y
        return self.pixels[start + 3 * left:start + 3 * right]

    def rows(self, box):
        left, top, right, bottom = box
        return [self.row(y, left, right) for y in range(top, bottom)]

    def colours(self, box=None):
        """How often each colour is there."""
        counts = {}
        for row in self.rows(box or (0, 0, self.width, self.height)):
            for x in range(0, len(row), 3):
                colour = row[x:x + 3]
                counts[colour] = counts.get(colour, 0) + 1
        return counts

    def differing(self, other, box, by=24):
        """Pixels of the box that differ by more than `by` in a channel."""
        count = 0
        for ours, theirs in zip(self.rows(box), other.rows(box)):
            if ours == theirs:
                continue
            unlike = [abs(a - b) > by for a, b in zip(ours, theirs)]
            count += sum(any(unlike[x:x + 3]) for x in range(0, len(unlike), 3))
        return count


class Screen:
    """An X server on a free display, with nothing on it: no window manager either."""

    def __init__(self, width, height):
        self.width, self.height = width, height
        self.rest = REST
        ours, theirs = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(theirs), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=[theirs], stderr=subprocess.DEVNULL, preexec_fn=die_with_us)
        os.close(theirs)
        with os.fdopen(ours) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        self.environment = dict(os.environ, DISPLAY=f":{number}", LIBGL_ALWAYS_SOFTWARE="1")
        self.environment.pop("WAYLAND_DISPLAY", None)

    def close(self):
        self.server.terminate()
        self.server.wait()

    def picture(self):
        return Picture(subprocess.run(["import", "-silent", "-window", "root", "-depth", "8", "ppm:-"],
                                      env=self.environment, check=True, capture_output=True).stdout)

    def still(self):
        """The picture, once nothing moves any more."""
        last = [self.picture()]

        def rests():
            time.sleep(self.rest)
            now = self.picture()
            same, last[0] = now.pixels == last[0].pixels, now
            return same

        wait_for("a picture that rests", rests)
        return last[0]

    def changed(self, before, box, what, least=20):
        """The picture, once more than a few pixels of the box are others than before."""
        latest = []

        def differs():
            latest[:] = [self.picture()]
            return before.differing(latest[0], box) >= least

        wait_for(what, differs)
        return latest[0]

    def xdotool(self, *words):
        return subprocess.run(["xdotool", *map(str, words)], env=self.environment, capture_output=True, text=True)

    def key(self, *chords):
        for chord in chords:
            self.xdotool("key", "--clearmodifiers", chord)

    def type(self, words):
        for line in words.splitlines(keepends=True):
            self.xdotool("type", "--delay", 15, line.rstrip("\n"))
            if line.endswith("\n"):
                self.key("Return")

    def move(self, x, y):
        self.xdotool("mousemove", x, y)

    def park(self):
        """The mouse where nothing answers to it."""
        self.move(self.width - 2, self.height - 2)

    def click(self, x, y):
        # In three steps: an item of the window is hovered in the frame after the mouse came.
        self.move(x, y)
        time.sleep(self.rest / 2)
        self.xdotool("mousedown", 1)
        time.sleep(self.rest / 2)
        self.xdotool("mouseup", 1)
        time.sleep(self.rest)

    def drag(self, start, end, steps=8):
        self.move(*start)
        time.sleep(self.rest / 2)
        self.xdotool("mousedown", 1)
        for i in range(1, steps + 1):
            self.move(*(round(a + (b - a) * i / steps) for a, b in zip(start, end)))
            time.sleep(0.05)
        time.sleep(self.rest / 2)
        self.xdotool("mouseup", 1)


class Orrery:
    """The program in its window."""

    def __init__(self, screen, program, *arguments, settings):
        self.screen = screen
        self.settings = settings
        screen.park()
        environment = dict(screen.environment, XDG_CONFIG_HOME=settings)
        began = time.monotonic()
        self.process = subprocess.Popen([program, *arguments], env=environment, stderr=subprocess.PIPE, text=True,
                                        preexec_fn=die_with_us)
        self.window = wait_for("the window", self.find)
        self.seconds_to_window = time.monotonic() - began
        screen.rest = max(REST, self.seconds_to_window / 3)  # frames take long where that took long

    def find(self):
        assert self.process.poll() is None, f"the program ended: {self.process.stderr.read()}"
        found = self.screen.xdotool("search", "--onlyvisible", "--pid", self.process.pid).stdout.split()
        return found[-1] if found else None

    def title(self):
        return self.screen.xdotool("getwindowname", self.window).stdout.strip()

    def wait_for_title(self, words):
        wait_for(f"the title \"{words}\" in place of \"{self.title()}\"", lambda: words in self.title())

    def close(self):
        """Closes the window as a window manager does; the exit code."""
        send_delete(self.screen.environment["DISPLAY"], int(self.window))
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise AssertionError("the program goes on after its window was closed")

    def kill(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stderr.close()


class ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong),
                ("format", ctypes.c_int), ("data", ctypes.c_long * 5)]


class Event(ctypes.Union):
    _fields_ = [("client", ClientMessage), ("room", ctypes.c_long * 24)]


def send_delete(display_name, window):
    """The message WM_DELETE_WINDOW: what the close button of a window's frame sends."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(display_name.encode()))
    event = Event()
    event.client.type = 33  # ClientMessage
    event.client.window = window
    event.client.message_type = x11.XInternAtom(display, b"WM_PROTOCOLS", 0)
    event.client.format = 32
    event.client.data[0] = x11.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
    x11.XSendEvent(display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(event))
    x11.XSync(display, 0)
    x11.XCloseDisplay(display)
