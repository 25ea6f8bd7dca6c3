# hashlib, uuid, secrets, fnmatch, pprint, and seeds of random that are no ints.
import fnmatch
import hashlib
import io
import pprint
import random
import secrets
import uuid

for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256"):
    h = hashlib.new(name, b"abc")
    print(name, h.hexdigest(), h.digest_size, h.block_size, h.name, getattr(hashlib, name)(b"abc").digest() == h.digest())
h = hashlib.sha256()
h.update(b"a")
c = h.copy()
h.update(bytearray(b"bc"))
print(h.hexdigest() == hashlib.sha256(b"abc").hexdigest(), c.hexdigest() == hashlib.sha256(b"a").hexdigest())
print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1000).hex(), hashlib.pbkdf2_hmac("sha1", b"p", b"s", 2, dklen=5).hex())
for attempt in (lambda: hashlib.sha256("text"), lambda: hashlib.new("nothing"), lambda: hashlib.md5(5)):
    try:
        attempt()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, str(e).split(" nothing")[0])

u = uuid.UUID("12345678-1234-5678-1234-567812345678")
print(u, repr(u), u.hex, u.int, u.bytes, u.version, u.variant, u.urn, hash(u) == hash(uuid.UUID(hex="{12345678123456781234567812345678}")))
print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_URL, "http://x"), uuid.UUID(int=5), uuid.UUID(bytes=b"x" * 16, version=4))
r = uuid.uuid4()
print(len(str(r)), r.version, r != uuid.uuid4(), u < uuid.UUID(int=2**127), u == "x", uuid.UUID(int=1) in {uuid.UUID(int=1)})
for bad in (lambda: uuid.UUID("xyz"), lambda: uuid.UUID(), lambda: uuid.UUID(int=-1), lambda: uuid.UUID(bytes=b"x")):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(len(secrets.token_hex(8)), len(secrets.token_bytes()), len(secrets.token_urlsafe(16)), secrets.randbelow(10) < 10,
      secrets.choice("a"), secrets.compare_digest("x", "x"), secrets.compare_digest(b"x", b"y"), secrets.randbits(5) < 32)

for pattern in ("*", "*.py", "a?c", "[abc]*", "[!a]*", "a[x-z]c", "news.*", "*a*b*", "[", "a[", "[]]", "", "???", "**.p*"):
    names = ["abc", "ayc", "main.py", "news.sport", "", "b", "[", "]", "xaxb", "a[", "..p"]
    print(repr(pattern), fnmatch.filter(names, pattern), fnmatch.fnmatch("abc", pattern), fnmatch.fnmatchcase("ABC", pattern))

for seed in ("hello", b"bytes", "é" * 50, bytearray(b"x"), ""):
    random.seed(seed)
    print(repr(seed)[:10], random.random(), random.randint(1, 1000), random.choice("abcdef"))

data = {"name": "orrery", "list": list(range(30)), "nested": {"b": [1, 2, {"deep": "x" * 60}], "a": ("t",)}, 3: {1, 2}, "empty": {}, "f": 1.5}
pprint.pprint({"b": 1, "a": 2})
pprint.pprint([{"k" * 10: "v" * 30, "z": i} for i in range(3)])
pprint.pprint({k: v for k, v in data.items() if k != 3})
pprint.pp({"b": 1, "a": [1] * 40}, width=60)
print(pprint.pformat(data["list"], compact=True, width=40))
print(pprint.pformat(data["nested"], depth=1), pprint.pformat(data["nested"], indent=4, width=30))
print(pprint.pformat("a long sentence of many words that does not fit in one line of the usual eighty characters, so it is cut"))
print(pprint.pformat(["short", "a long sentence of many words that does not fit in one line of the usual eighty characters"]))
print(pprint.pformat(("one " * 30,)), pprint.pformat({1: "x\ny" * 20}), pprint.pformat([]), pprint.pformat(set(range(40))))
print(pprint.pformat(frozenset("abc"), width=5), pprint.pformat({3: 1, "a": 2}), pprint.pformat(1234567, underscore_numbers=True))
out = io.StringIO()
pprint.PrettyPrinter(width=20, stream=out).pprint({"key": [1, 2, 3, 4, 5, 6, 7]})
print(out.getvalue(), end="")
print(pprint.PrettyPrinter(indent=2, width=10).pformat([[1, 2], [3, 4]]))
