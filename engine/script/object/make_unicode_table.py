"""Writes the tables of characters from Python's own knowledge of them:
python3 make_unicode_table.py flags > unicode_flag_table.cpp; python3 make_unicode_table.py case > unicode_case_table.cpp"""
import sys
import textwrap

LAST = 0x110000


def flags(c):
    s = chr(c)
    tests = (s.isalpha(), s.isdecimal(), s.isdigit(), s.isnumeric(), s.isspace(), s.isprintable(), s.isupper(), s.islower(), s.istitle() and not s.isupper())
    return sum(1 << i for i, t in enumerate(tests) if t)


def rows_of_flags():
    """[first, last, flags of every other one from the first, flags of those between]"""
    rows = []
    for c in range(LAST):
        f = flags(c)
        last = rows[-1] if rows else None
        if last and f and last[1] == c - 1 and (last[0] == last[1] or last[2 + (c - last[0]) % 2] == f):
            if last[0] == last[1]:
                last[3] = f
            last[1] = c
        elif f:
            rows.append([c, c, f, f])
    return rows


def rows_of_map(convert):
    rows, special = [], []
    for c in range(LAST):
        to = convert(chr(c))
        if to == chr(c):
            continue
        if len(to) > 1:
            special.append((c, to))
            continue
        delta = ord(to) - c
        last = rows[-1] if rows else None
        if last and last[2] == delta and (c - last[1] == last[3] or (last[0] == last[1] and c - last[1] <= 2)):
            last[3] = c - last[1]
            last[1] = c
        else:
            rows.append([c, c, delta, 1])
    return rows, special


def table(kind, name, rows, show):
    print(f"const {kind} {name}[] = {{")
    print(textwrap.fill(", ".join(show(r) for r in rows) + "};", 118, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False))
    print(f"const std::size_t {name}_size = std::size({name});\n")


def write_flags():
    table("FlagRow", "flag_rows", rows_of_flags(), lambda r: "{0x%x,0x%x,%d,%d}" % tuple(r))


def write_case():
    for name, convert in (("upper", str.upper), ("lower", str.lower), ("title", str.title), ("fold", str.casefold)):
        rows, special = rows_of_map(convert)
        table("MapRow", name + "_rows", rows, lambda r: "{0x%x,0x%x,%d,%d}" % tuple(r))
        table("SpecialRow", name + "_special", special, lambda r: "{0x%x,\"%s\"}" % (r[0], "".join("\\x%02x" % b for b in r[1].encode())))


print("// Made by make_unicode_table.py, Unicode as Python %d.%d has it.\n// clang-format off" % sys.version_info[:2])
print('#include "engine/script/object/unicode_table.hpp"\n\n#include <iterator>\n\nnamespace orrery::script::unicode {\n')
{"flags": write_flags, "case": write_case}[sys.argv[1]]()
print("}  // namespace orrery::script::unicode")
