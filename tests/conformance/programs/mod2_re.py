# re: patterns, matches, replacements, errors.
import re


def tried(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as e:
        print(type(e).__name__ in ("error", "PatternError") and "re.error" or type(e).__name__, e)


print(re.match(r"(\w+)@(\w+)\.com", "joe@site.com rest"), re.match("b", "ab"), re.search("b+", "abbbc"), re.fullmatch("a.c", "abc"), re.fullmatch("a", "ab"))
m = re.search(r"(?P<year>\d{4})-(?P<month>\d\d)(-(?P<day>\d\d))?", "on 2024-05 it")
print(m.group(), m.group(0), m.group(1, 2), m.group("year"), m["month"], m[1], m.groups(), m.groups("-"), m.groupdict(), m.start(), m.end("month"), m.span(3), m.lastindex, m.lastgroup, m.string, m.re.pattern, m.pos, m.endpos)
for pattern, text in ((r"\d+", "a1 b22 c333"), (r"(\w)(\d)", "a1 b2"), (r"x*", "axb"), (r"", "ab"), (r"a|ab|abc", "abcabab"), (r"\b\w", "hello big world"), (r"[^aeiou\s]+", "hello world"),
                      (r"(?i)HELLO", "Hello hello"), (r"<.+?>", "<a><b>"), (r"<.+>", "<a><b>"), (r"(a)|b", "ab"), (r"[a-c\-x]+", "ab-xz"), (r"(?<=\$)\d+", "$12 13"), (r"(?<!\$)\b\d+", "$12 13"),
                      (r"\w+(?=!)", "hey! you"), (r"q(?!u)", "qu qa"), (r"(\w)\1", "aabbcd"), (r"(?P<c>.)(?P=c)", "xxyz"), (r"(?:ab){2,3}", "abababab"), (r"a{2}", "aaaaa"), (r"a{,2}b", "aab b"), (r"é\w", "éa"),
                      (r"^\w+", "one\ntwo"), (r"(?m)^\w+$", "one\ntwo"), (r"(?s)a.b", "a\nb"), (r"a.b", "a\nb"), (r"\.\*\\", ".*\\"), (r"[]x]+", "]x"), (r"\$|\^", "$^"), (r"(a+)+b", "aaab"), (r"(?x) a  b # c", "ab"),
                      (r"(?:(a)|(b))+", "ab"), (r"(a*)*", "aa"), (r"a{1,2}?", "aaa"), (r"[\d.]+", "1.2.3"), (r"\s*,\s*", "a , b,c"), (r"\Aab\Z", "ab"), (r"\x41\u0042\t", "AB\t"), (r"{x}", "{x}"), (r"a{x", "a{x")):
    print(pattern, re.findall(pattern, text), [m.span() for m in re.finditer(pattern, text)], re.sub(pattern, "_", text), re.split(pattern, text))
print(re.sub(r"(\w+) (\w+)", r"\2 \1!\n\g<1>\g<0>", "hello world"), re.sub("a", lambda m: m.group().upper() + str(m.start()), "banana"), re.subn("a", "o", "banana", count=2), re.sub(r"(?P<n>\d)", r"<\g<n>>", "a1b2"))
print(re.split(r"[,;] ?", "a, b;c,d", maxsplit=2), re.split(r"(-)", "a-b-c"), re.escape("a.b*c [d] é_-1"), re.compile("x"), re.compile("x", re.I | re.M), re.compile("(a)(?P<n>b)").groupindex, re.compile("(a)").groups)
p = re.compile(r"o", re.IGNORECASE)
print(p.findall("fOo"), p.search("foo", 2), p.match("foo", 1), p.match("foo", 1, 1), p.sub("0", "foo"), p.split("foo"), p.pattern, bool(p.search("x")), [m.group() for m in p.finditer("oO")])
print(re.match("(a)(b)?", "a").expand(r"<\1>"), re.match("(a)(b)?", "a").span(2), re.match("x", "x") is not None, isinstance(m, re.Match), isinstance(p, re.Pattern), re.compile(p) is p)
for bad in ("(", ")", "*a", "a**", "[a", "a\\", "(?P<x>a)(?P<x>b)", "\\1", "[z-a]", "(?P<1", "a{3,1}", "\\q", "(?z)", "(?P=n)"):
    try:
        re.compile(bad)
    except re.error as e:
        print(bad, "|", e.msg.split(" '")[0] if "name" in e.msg else e.msg, e.pos if "name" not in e.msg else "")
tried(re.match, "a", 3)
tried(re.match, 3, "a")
tried(m.group, 9)
tried(m.group, "nope")
log = '127.0.0.1 - - [10/Oct/2000:13:55:36] "GET /index.html HTTP/1.0" 200 2326'
print(re.match(r'(\S+) \S+ \S+ \[([^\]]+)\] "(\w+) (\S+) [^"]*" (\d{3}) (\d+)', log).groups())
print(re.findall(r'href="([^"]*)"', '<a href="x.html">X</a> <a class="b" href="/y">Y</a>'), re.sub(r"\s+", " ", "a  b \n c").strip(), bool(re.fullmatch(r"[\w.+-]+@[\w-]+\.[\w.]+", "me.you+x@ex-ample.co.uk")))
print(re.search("ß", "STRASSE", re.I), re.findall("É", "é", re.I), re.findall(r"\w", "aé1_-", re.A), len(re.findall("a", "a" * 5000)), re.fullmatch("(?:a|b)*", "ab" * 20).end())
