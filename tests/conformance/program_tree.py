"""A program as a tree of statements: what random_programs.py makes, and what can be made smaller while it stays a program."""
import copy
import re


class Statement:
    """One or more parts: a line alone, or a line that ends in a colon with its block."""

    def __init__(self, *parts):
        self.parts = [list(part) if isinstance(part, tuple) else [part, None] for part in parts]

    @classmethod
    def joined(cls, statements):
        """Several as one."""
        return cls(*(tuple(part) if part[1] is not None else part[0] for s in statements for part in s.parts))

    def lines(self, indent):
        for head, block in self.parts:
            for line in head.split("\n"):
                yield "    " * indent + line
            if block is not None:
                yield from block_lines(block, indent + 1)

    def blocks(self):
        return [block for _, block in self.parts if block is not None]


def block_lines(block, indent):
    if not block:
        yield "    " * indent + "pass"
    for statement in block:
        yield from statement.lines(indent)


class Fixed(Statement):
    """One that stays when a program is made smaller."""


class Program:
    """Text before, functions (head, block) that may be left out when nobody names them, main's block, text after."""

    def __init__(self, prelude, functions, main, ending):
        self.prelude, self.functions, self.main, self.ending = prelude, functions, main, ending

    def blocks(self):
        """Every block of statements, outer ones first."""
        waiting = [self.main] + [block for _, block in self.functions]
        for block in waiting:
            yield block
            for statement in block:
                waiting += statement.blocks()

    def text(self):
        kept, names = [], set()
        body = "\n".join([*block_lines(self.main, 1), self.ending])
        # Functions call only those below them, callbacks those above: look until nothing new is named.
        searched = body
        while True:
            named = [f for f in self.functions if f[0] not in names and re.search(rf"\b{name_of(f)}\b", searched)]
            if not named:
                break
            for function in named:
                names.add(function[0])
                searched += "\n" + "\n".join(block_lines(function[1], 1))
        for head, block in self.functions:
            if head in names:
                kept += ["", "", head, *block_lines(block, 1)]
        return "\n".join([self.prelude.rstrip(), *kept, "", "", "async def main():", body]) + "\n"


def name_of(function):
    return re.search(r"def (\w+)", function[0])[1]


def without(program, number, start, size):
    """A copy with `size` statements of a block gone; or None if there are none."""
    smaller = copy.deepcopy(program)
    block = list(smaller.blocks())[number]
    if start >= len(block) or any(isinstance(s, Fixed) for s in block[start:start + size]):
        return None
    del block[start:start + size]
    return smaller


def unwrapped(program, number, index):
    """A copy where a statement with blocks is replaced by what its first block holds; or None if it has none."""
    smaller = copy.deepcopy(program)
    block = list(smaller.blocks())[number]
    if index >= len(block) or not block[index].blocks():
        return None
    block[index:index + 1] = block[index].blocks()[0]
    return smaller


def shrink(program, differs, tries=1500):
    """The smallest program found for which differs(program) still holds."""
    changed = True
    while changed and tries > 0:
        changed = False
        number = 0
        while number < len(list(program.blocks())):
            size = max(1, len(list(program.blocks())[number]))
            while size >= 1:
                start = 0
                while start < len(list(program.blocks())[number]) and tries > 0:
                    tries -= 1
                    smaller = without(program, number, start, size)
                    if not (smaller and differs(smaller)) and size == 1:
                        smaller = unwrapped(program, number, start)
                        smaller = smaller if smaller and differs(smaller) else None
                    elif not (smaller and differs(smaller)):
                        smaller = None
                    if smaller:
                        program, changed = smaller, True
                    else:
                        start += size
                size //= 2
            number += 1
    return program
