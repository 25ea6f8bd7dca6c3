# time: what is not the clock alone.
import time
import asyncio

t = time.gmtime(0)
print(t, t.tm_year, t[3], len(t), t.tm_zone, t.tm_gmtoff, tuple(t), isinstance(t, tuple))
print(time.strftime("%Y-%m-%d %H:%M:%S %a %j %Z", time.gmtime(1e9)), time.asctime(time.gmtime(86399.9)), time.strftime("%f", t) in ("%f", "f"))
print(time.mktime(time.strptime("2001-09-09 01:46:40", "%Y-%m-%d %H:%M:%S")) - time.mktime(time.strptime("1970", "%Y")))
print(time.strptime("30 Nov 00", "%d %b %y"))
try:
    time.strptime("x", "%Y")
except ValueError as e:
    print(e)
try:
    time.gmtime("x")
except TypeError as e:
    print(e)
print(time.struct_time((2020, 1, 2, 3, 4, 5, 6, 7, 0)))


async def main():
    start = time.perf_counter(), time.time(), time.monotonic_ns(), asyncio.get_running_loop().time()
    await asyncio.sleep(0.25)
    print(round(time.perf_counter() - start[0], 3), round(time.time() - start[1], 3), round((time.monotonic_ns() - start[2]) / 1e9, 3))
    print(time.process_time() >= 0, time.process_time_ns() >= 0)
    time.sleep(0.5)
    print(round(asyncio.get_running_loop().time() - start[3], 3))


asyncio.run(main())
