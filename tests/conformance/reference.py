"""CPython as a server that runs programs: the reference side of run.py and random_order.py."""
import dataclasses
import json
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
INTERRUPTED = 130  # a shell's word for a process that SIGINT ended, as CPython ends after an uncaught KeyboardInterrupt


@dataclasses.dataclass
class Done:
    """What a program did: its output, its errors, its exit code, and its events if they were asked for."""
    out: bytes
    err: bytes
    code: int
    events: list | None = None


class Reference:
    """One CPython that forks for each program. Not for two threads at once. Options: --events, so that it can tell them;
    --plain, for programs without a clock."""

    def __init__(self, python, *options):
        self.folder = tempfile.TemporaryDirectory()
        command = [python, str(HERE / "cpython_program.py"), "--serve", *options]
        self.server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE / "programs")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.stdin.close()
        self.server.wait()
        self.folder.cleanup()

    def run(self, file, *, events=False, limit=60):
        out, err, seen = (pathlib.Path(self.folder.name, name) for name in ("out", "err", "events"))
        seen.unlink(missing_ok=True)
        job = {"file": str(file), "out": str(out), "err": str(err), "limit": limit, "events": events and str(seen)}
        print(json.dumps(job), file=self.server.stdin, flush=True)
        code = int(self.server.stdout.readline())
        error = err.read_bytes()
        if code == -14:
            error += b"\nTIMEOUT after %d s" % limit
        listed = seen.read_text(errors="replace").splitlines() if events and seen.exists() else None
        return Done(out.read_bytes(), error, INTERRUPTED if code == -2 else code, listed)


def run_ours(command, file, limit=60):
    """The same of our runner."""
    try:
        done = subprocess.run([*command, str(file)], capture_output=True, timeout=limit, cwd=HERE / "programs", stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired as late:
        return Done(late.stdout or b"", b"TIMEOUT after %d s" % limit, -14)
    return Done(done.stdout, done.stderr, done.returncode)
