# json: both ways, with errors.
import io
import json


def tried(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as e:
        print(type(e).__name__, e)


data = {"a": [1, 2.5, True, None, "é\n\"\\\t\x01\x7f😀"], "b": {"c": [], "d": {}}, 1: 2, None: 3, False: 4, 1.5: (1, 2), "z": -1e100, "i": 10**30}
print(json.dumps(data))
print(json.dumps(data, ensure_ascii=False))
print(json.dumps(data, indent=2))
print(json.dumps({"b": 1, "a": [3, {"y": 1, "x": 2}]}, sort_keys=True, indent="--", separators=(",", " = ")))
print(json.dumps([1, {"a": 2}], separators=(",", ":")), json.dumps([]), json.dumps({}, indent=4), json.dumps("x"), json.dumps([[], {}], indent=1))
print(json.dumps({(1, 2): 3, "k": 1}, skipkeys=True), json.dumps(float("inf")), json.dumps([float("nan")]), json.dumps({1, 2} and 3, default=str))
print(json.dumps({"x": {1}}, default=list), json.dumps(object, default=lambda o: "obj"))
tried(json.dumps, {1})
tried(json.dumps, {(1,): 2})
tried(json.dumps, float("nan"), allow_nan=False)
tried(json.dumps, {"b": 1, 2: 3}, sort_keys=True)
loop = []
loop.append(loop)
tried(json.dumps, loop)
for text in ('{"a": [1, 2.5, -3e2, true, false, null, "x\\u00e9\\ud83d\\ude00\\n"]}', "[]", " {} ", '"s"', "12", "-0", "1E5", "NaN", "[Infinity, -Infinity]",
             '{"a": 1, "a": 2}', "123456789012345678901234567890", "0.1", '"\\/"'):
    tried(json.loads, text)
for text in ("", "[1, 2", "[1 2]", "{", '{"a"', '{"a":', '{"a": 1', '{"a": 1 "b"}', "{a: 1}", "{'a': 1}", "[1,]", '{"a": 1,}', "nul", "1 2", '"abc', '"a\nb"',
             '"\\x"', '"\\u12"', "-", "01", "[", ".5", "tru", "\n\n  [1,\n x]", '{"a": tru}', "{,}", "[,]", '["é", x]'):
    tried(json.loads, text)
tried(json.loads, 3)
tried(json.loads, None)
print(json.loads(b'{"x": "\xc3\xa9"}'), json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d.items())), json.loads('{"a": 1, "b": 2}', object_pairs_hook=list),
      json.loads("[1, 2.5]", parse_int=str, parse_float=lambda s: "f" + s))
try:
    json.loads('{"a": 1,\n "b": }')
except json.JSONDecodeError as e:
    print(e.msg, e.pos, e.lineno, e.colno, repr(e.doc), isinstance(e, ValueError), repr(e))
s = io.StringIO()
json.dump([1, "x"], s)
s.seek(0)
print(s.getvalue(), json.load(s))


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Point):
            return {"x": o.x, "y": o.y}
        return super().default(o)


print(json.dumps([Point(1, 2)], cls=Encoder), json.dumps(Point(3, 4), cls=Encoder, indent=1), Encoder(sort_keys=True).encode({"b": Point(0, 0), "a": 1}))
tried(json.dumps, {"x": b"y"}, cls=Encoder)
tried(json.dumps, {"x": object}, cls=Encoder)
