# urllib.parse: taking URLs apart and putting them together.
import asyncio
import urllib.parse
from urllib.parse import (parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, urldefrag, urlencode, urljoin,
                          urlparse, urlsplit, urlunparse, urlunsplit)

URLS = ["https://user:pa%40ss@Example.COM:8080/a/b;p=1?q=1&r=2#frag", "http://host", "/path/only?x", "mailto:a@b.c",
        "//net/loc", "HTTP://UPPER/Path", "ftp://h/p;type=a", "file:///etc/hosts", "http://[::1]:80/x", "", "a:b", "1a:b",
        "http://h:/p", "http://@h/", "http://u@h", "svn+ssh://h/x", "http://h?q#f", "http://h#f?q", "  http://x/ y"]
for url in URLS:
    s, p = urlsplit(url), urlparse(url)
    print(repr(url), tuple(s), tuple(p))
    print("  ", s.username, s.password, s.hostname, s.geturl(), p.geturl() == p.geturl())
    try:
        print("  ", s.port)
    except ValueError as e:
        print("   ValueError", e)
print(urlsplit("http://h/p?q"))
print(urlparse("http://h/p;x?q#f"))
for bad in ("http://h:port", "http://h:99999"):
    try:
        urlsplit(bad).port
    except ValueError as e:
        print(e)
try:
    urlsplit("http://[::1/")
except ValueError as e:
    print(e)
s = urlsplit("http://h/p")
print(s._replace(scheme="https", query="a=b").geturl(), s.scheme, s[1], len(s), s == ("http", "h", "/p", "", ""))
print(urlunsplit(("http", "h", "p", "q=1", "f")), urlunparse(("http", "h", "/p", "x", "q", "")), urlunsplit(["", "", "a", "", ""]))
print(urlsplit("//x", scheme="https").geturl(), urlsplit("a#b", allow_fragments=False))
base = "http://a/b/c/d;p?q"
for ref in ("g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", ";x", "g;x", "", ".", "./", "..", "../", "../g", "../..", "../../g",
            "../../../g", "/./g", "/../g", "g.", ".g", "g..", "..g", "./../g", "g/./h", "g/../h", "http:g", "mailto:x", "https://z/q"):
    print(ref, "->", urljoin(base, ref))
print(urljoin("/a/b", "c"), urljoin("", "c"), urljoin("http://h", "x"), urljoin("http://h/a/", "b"), urljoin("a/b/c", "../d"))
print(urldefrag("http://h/p#f"), urldefrag("http://h/p").fragment == "", urldefrag("x#y").geturl())
print(quote("a b/c?d=é&ü~_-."), quote("a/b", safe=""), quote("a b", safe=" "), quote(b"\xff\x00"), quote_plus("a b+c/é"), quote(""))
print(unquote("a%20b%2Fc%zz%"), unquote("%C3%A9%E2%82%AC"), unquote("%ff"), unquote_plus("a+b%2B"), unquote("é%41"))
print(urlencode({"a": 1, "b": "x y", "c": "é&"}), urlencode([("k", "v"), ("k", "w")]), urlencode({"l": [1, 2]}, doseq=True),
      urlencode({"l": [1, 2]}), urlencode({"s": "a b"}, quote_via=quote), urlencode({}))
print(parse_qs("a=1&b=2&a=3&c=&d"), parse_qsl("a=1&b=x+y&c=%26&c=2"), parse_qs("a=&b", keep_blank_values=True), parse_qs(""))
try:
    parse_qs("a&b", strict_parsing=True)
except ValueError as e:
    print(e)
try:
    urlencode(3)
except TypeError as e:
    print(e)
print(urllib.parse.unquote_to_bytes("a%20b"), urllib.parse.urlsplit is urlsplit)


async def print_headers(url):
    """The documentation's client, against a server of its own."""
    async def serve(reader, writer):
        request = await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.0 200 OK\r\nX-Request: " + request.split(b"\r\n")[0] + b"\r\n\r\nbody")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    url = urllib.parse.urlsplit(url % server.sockets[0].getsockname()[1])
    reader, writer = await asyncio.open_connection(url.hostname, url.port or 80)
    writer.write(f"HEAD {url.path or '/'} HTTP/1.0\r\nHost: {url.hostname}\r\n\r\n".encode("latin-1"))
    while line := (await reader.readline()).decode("latin1").rstrip():
        print(f"HTTP header> {line}")
    writer.close()
    await writer.wait_closed()
    server.close()


asyncio.run(print_headers("http://127.0.0.1:%d/some/path?x=1"))
