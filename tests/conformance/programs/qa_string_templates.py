import asyncio
import string


class Report:
    WIDTHS = {"name": 10, "took": 8}

    def __format__(self, spec):
        return f"<report {spec or 'plain'}>"

    @staticmethod
    def row(**cols):
        return "|".join(f"{v!s:^{Report.WIDTHS.get(k, 5)}.{Report.WIDTHS.get(k, 5)}}" for k, v in cols.items())


async def measure(name, t):
    start = asyncio.get_running_loop().time()
    await asyncio.sleep(t)
    return dict(name=name, took=f"{asyncio.get_running_loop().time() - start:.3e}", ok=t < 1)


async def main():
    for r in await asyncio.gather(*(measure(n, t) for n, t in [("alpha", 0.5), ("a very long name", 1.25), ("ü", 0)])):
        print(Report.row(**r))
    print(f"{Report()} {Report():wide} {'x':*>4} {3.14159:.2f} {1234567:,} {0.5:%} {255:#x} {-5:+d} {True!r:>6}")
    print("{0!r} {a[k]} {b}".format("s", a={"k": 1}, b=1.5))
    print(string.Template("$who likes ${what}").substitute(who="tim", what="kung pao"), "%-5s|%05.1f|%x" % ("ab", 2.345, 255))
    print("a,b,,c".split(","), " x y ".split(), "k=v=w".partition("="), "abc".translate(str.maketrans("ab", "xy", "c")))
    print("Straße".casefold(), "ß".upper(), "ǆ".title(), "x".join("123"), "line1\nline2\r\n".splitlines(True))


asyncio.run(main())
