import math
import sys

print(math.sqrt(2), math.floor(-1.5), math.ceil(-1.5), math.trunc(2.7), math.pi, math.inf, math.nan)
print(math.floor(7), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000), math.pow(2, 0.5))
print(math.gcd(12, 18, 27), math.factorial(20), math.hypot(3, 4), math.isclose(0.1 + 0.2, 0.3), math.isnan(math.nan))
for f, x in ((math.sqrt, -1), (math.log, 0), (math.floor, math.nan), (math.floor, math.inf), (math.exp, 1000), (math.sqrt, "x")):
    try:
        print(f(x))
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
print(sys.stdout.write("no newline") == 10)
sys.stdout.flush()
print("to stderr", file=sys.stderr)
print(sys.maxsize, sys.platform, sys.version_info >= (3, 11), sys.version_info[0], len(sys.argv))
print(sys.getrecursionlimit())
try:
    sys.exit("a message is printed and the code is 1")
finally:
    print("finally")
