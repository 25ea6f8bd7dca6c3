# conformance: from 3.12
# f-strings may hold anything since 3.12: their own quotes, backslashes, comments, line ends.
import time

songs = ["Take me back", "Alkaline"]
user = {"name": "Ada", "langs": ["py", "c"]}
print(f"list: {", ".join(songs)}")
print(f"{user["name"]} {user['name']} {f"{user["langs"][0]}"}")
print(f"{f"{f"{f"{f"{f"{1 + 1}"}"}"}"}"}")
print(f"{"\n".join(songs)}")
print(f"{'\t'!r} {"\u2022"} {'\x41'}")
print(f"{
    1 +
    2  # a comment with } and "quotes"
}")
print(f'''{
    [x
     for x in range(3)]  # why not
}''')
print(f"{user!r:>{len("12345678901234567890123456789012345678901234567890")}}|")
print(f"{3.14159:{"."}{2}f} {10:{"0"}{5}d} {"x":{"*"}^{7}}")
print(f"{(lambda x: x * 2)(4)} {(y := 5)} {y} {{}} {{{y}}} {y:{{}}}" if False else f"{(lambda x: x * 2)(4)} {(y := 5)} {y} {{}} {{{y}}}")
print(f"{user["name"]=} {1 + 1 = } {"a" 'b' = }")
print(f"{ {"a": 1}["a"] } {[*"ab"]} {"".join(c.upper() for c in "abc")}")
print(f"{"a" if True else "b"}:{'c' * 2:>4}:{"d"!s:<3}|")
print("plain " f"{"in"} " "plain" f' {'out'}')
print(rf"\d{"\\"}{'\n'!r}", fr'{"r"}\{1}')
print(f"{"é"!a} {"日本"} {"→":>3}")
print(f"""{"multi"} {'''triple'''}
{"line"}""")
print(f"{max([1, 2], key=lambda v: {1: 2, 2: 1}[v])} {not 1 == 2} {1 != 2} {1 <= 2}")
print(f"{time.__name__!r:^{8 + len(f"{1}")}}|")
print(f"{'a' 'b'}{'c'!r}" f"{1:>3}" f"{"x":{"y" if 0 else ">"}4}")
