#!/usr/bin/env python3
"""The house rules that a machine can hold: include arrows, no window below engine/, sizes. `tidy.py [ROOT]`

The tables are those of docs/architecture.md and of the style we agreed on. An exception stands in exceptions.txt with its
reason, and is itself checked: one that is no longer needed is an error.
"""
import pathlib, re, statistics, sys

# A room -> the rooms it may include, besides itself.
ENGINE = {
    "event": set(),
    "loop": {"event"},
    "io": {"event", "loop"},
    "script": {"event", "loop", "io"},
    "scenario": {"event", "loop", "io", "script"},
    "trace": {"event"},
    "model": {"event", "trace"},
    "session": {"event", "loop", "io", "script", "scenario", "trace", "model"},
    "library": {"event", "loop", "io", "trace"},
}
ARROWS = {f"engine/{room}": {f"engine/{r}" for r in may} for room, may in ENGINE.items()}
EVENT, MODEL, TRACE, SCENARIO, SESSION = (f"engine/{r}" for r in ("event", "model", "trace", "scenario", "session"))
ARROWS |= {
    "app/widgets": set(),
    "app/state": {EVENT, MODEL, TRACE, SCENARIO, SESSION},
    "app/views": {EVENT, MODEL, TRACE, "app/state", "app/widgets"},
    "app/shell": {EVENT, MODEL, TRACE, SCENARIO, SESSION, "app/state", "app/views", "app/widgets"},
    "app/cli": {EVENT, MODEL, TRACE, SCENARIO, SESSION, "engine/script", "app/shell", "app/state"},
}
WINDOW = re.compile(r"\b(imgui|ImGui|ImDraw\w*|ImVec\d|GLFW\w*|glfw\w*|glad\w*|gl[A-Z]\w+|GL_\w+|egl[A-Z]\w+)\b")
NO_IMGUI = ("app/state",)
SYSTEM_CALLS = re.compile(r"#include <(sys/|unistd|poll|netinet|arpa|fcntl)")
NO_SYSTEM_CALLS = ("engine/event", "engine/loop", "engine/script", "engine/trace", "engine/model")
BUDGETS = {"engine": (0.80, 120), "app": (0.55, 160)}
MOST_LINES, MOST_FUNCTION_LINES, SMALL = 400, 70, 10


def blank(text):
    """The text without comments and literals, line for line."""
    keep_lines = lambda m: "\n" * m.group().count("\n")
    text = re.sub(r'R"(\w*)\(.*?\)\1"', lambda m: '""' + keep_lines(m), text, flags=re.S)
    return re.sub(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|(?<![\w])\'(?:\\.|[^\'\\\n])+\'',
                  lambda m: ('""' if m.group()[0] in "\"'" else "") + keep_lines(m), text, flags=re.S)


CONTAINER = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b")
FUNCTION = re.compile(r"\)\s*(const|noexcept(\(.*?\))?|override|final|mutable|&|->[^;{]*|requires[^;{]*|:[^:;][^;]*)*\s*$", re.S)


def functions(text):
    """(first line, lines in the body) of each function that stands in a namespace or a class."""
    found, stack, head, line = [], [], "", 1
    for ch in text:
        if ch == "{":
            inside = any(kind == "function" for kind, _ in stack)
            head_text = re.sub(r"^\s*#[^\n]*\n", "", head, flags=re.M).strip()
            if inside:
                kind = "block"
            elif FUNCTION.search(head_text) and "=" not in re.sub(r"operator\S+|[=!<>]=|\(.*\)", "", head_text, flags=re.S):
                kind = "function"
            elif CONTAINER.search(re.sub(r"<[^<>]*>", "", head_text)):
                kind = "container"
            else:
                kind = "block"
            stack.append((kind, line))
            head = ""
        elif ch == "}":
            if stack:
                kind, start = stack.pop()
                if kind == "function":
                    found.append((start, max(0, line - start - 1) if line > start else 1))
            head = ""
        elif ch == ";" and head.count("(") <= head.count(")"):
            head = ""
        else:
            head += ch
        if ch == "\n":
            line += 1
    return found


def room_of(path):
    return "/".join(path.split("/")[:2])


def check_includes(path, text, say):
    room = room_of(path)
    if room not in ARROWS:
        return
    for number, line in enumerate(text.splitlines(), 1):
        m = re.match(r'#include "((?:engine|app)/[^"]+)"', line)
        if not m:
            continue
        target = room_of(m.group(1))
        if target != room and target not in ARROWS[room]:
            say(f"{path}:{number}", f"{room} may not include {target}")


def check_tokens(path, text, bare, say):
    room = room_of(path)
    if path.startswith("engine/") or room in NO_IMGUI:
        for number, line in enumerate(bare.splitlines(), 1):
            m = WINDOW.search(line)
            if m:
                say(f"{path}:{number}", f"a token of the window here: {m.group()}")
    if room in NO_SYSTEM_CALLS:
        for number, line in enumerate(text.splitlines(), 1):
            if SYSTEM_CALLS.match(line):
                say(f"{path}:{number}", f"system calls belong in engine/io: {line}")


def read_exceptions(root):
    file = root / "tests/tidy/exceptions.txt"
    found = {}
    for line in file.read_text().splitlines() if file.exists() else []:
        if line.strip() and not line.startswith("#"):
            path, rule, reason = line.split(None, 2)
            found[(path, rule)] = reason
    return found


def check(root):
    problems, used, exceptions = [], set(), read_exceptions(root)

    def say(place, what):
        problems.append(f"{place}: {what}")

    def over(path, rule, what):
        if (path, rule) in exceptions:
            used.add((path, rule))
        else:
            say(path, what)

    for area, (share, median) in BUDGETS.items():
        sizes, bodies = [], []
        for file in sorted(f for f in (root / area).rglob("*") if f.suffix in (".hpp", ".cpp", ".def")):
            path = file.relative_to(root).as_posix()
            text = file.read_text(encoding="utf-8")
            bare = blank(text)
            check_includes(path, text, say)
            check_tokens(path, text, bare, say)
            lines = text.count("\n")
            sizes.append(lines)
            if lines > MOST_LINES:
                over(path, "file", f"{lines} lines, more than {MOST_LINES}")
            for start, length in functions(bare):
                bodies.append(length)
                if length > MOST_FUNCTION_LINES:
                    over(path, "function", f"a function of {length} lines at line {start}, more than {MOST_FUNCTION_LINES}")
        if bodies:
            small = sum(n <= SMALL for n in bodies) / len(bodies)
            print(f"{area}: {len(sizes)} files, median {statistics.median(sizes):.0f} lines; {len(bodies)} functions, "
                  f"{small:.0%} of at most {SMALL} lines")
            if small < share:
                say(area, f"only {small:.0%} of the functions have at most {SMALL} lines; {share:.0%} are wanted")
            if statistics.median(sizes) > median:
                say(area, f"the median file has {statistics.median(sizes):.0f} lines; at most {median} are wanted")
    for path, rule in sorted(set(exceptions) - used):
        say("tests/tidy/exceptions.txt", f"{path} no longer needs its exception '{rule}'")
    return problems


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    problems = check(root)
    print(*problems, sep="\n")
    print("tidy" if not problems else f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
