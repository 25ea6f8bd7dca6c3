# datetime: arithmetic, texts, zones, errors.
from datetime import date, datetime, time, timedelta, timezone, UTC, tzinfo
import datetime as dt


def tried(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as e:
        print(type(e).__name__, e)


for d in (timedelta(), timedelta(1), timedelta(days=-1, seconds=5), timedelta(hours=25, microseconds=3),
          timedelta(weeks=2, milliseconds=1500), timedelta(seconds=0.1), timedelta(days=0.5, minutes=-3),
          timedelta(microseconds=0.5), timedelta(microseconds=1.5), timedelta(seconds=-1e-6)):
    print(repr(d), str(d), d.days, d.seconds, d.microseconds, d.total_seconds(), bool(d))
a, b = timedelta(hours=3, seconds=7), timedelta(minutes=50)
print(a + b, a - b, b - a, -a, +a, abs(b - a), a * 2, 3 * b, a / b, a // b, a % b, a / 2, a // 3, a * 1.5, a / 0.7)
print(divmod(a, b), a > b, a == timedelta(seconds=10807), a != b, hash(a) == hash(timedelta(0, 10807)), a < b, min(a, b))
print(timedelta.min, timedelta.max, timedelta.resolution, repr(timedelta.max))
print(sum([a, b], timedelta()), max([a, b]), {a: 1}[timedelta(seconds=10807)], f"{a}", "%s" % b)
tried(lambda: a + 1)
tried(lambda: 1 - a)
tried(lambda: a < 1)
tried(lambda: a == 1)
tried(lambda: a / 0)
tried(lambda: a // timedelta(0))
tried(lambda: a * "x")
tried(timedelta, days=10**9)
tried(timedelta, "1")
tried(timedelta, hours=None)

d = date(2024, 2, 29)
print(repr(d), d, d.year, d.month, d.day, d.weekday(), d.isoweekday(), d.toordinal(), d.isocalendar(), d.ctime())
print(d + timedelta(1), d - timedelta(60), date(2024, 12, 31) - d, d.replace(year=2023, day=1), d < date(2025, 1, 1))
print(d.strftime("%Y-%m-%d %a %A %b %B %d %j %y %U %W %V %G %u %w %x %D %F %% %p"), f"{d:%d/%m/%Y}", d.isoformat())
print(date.fromordinal(738945), date.fromisoformat("2021-03-04"), date.fromisoformat("20210304"), date.fromisoformat("2021-W01-1"))
print(date.fromisocalendar(2020, 53, 5), date.min, date.max, date.resolution, date(2024, 1, 1).isocalendar().week)
print(d.timetuple()[:8], d == date(2024, 2, 29), d in {date(2024, 2, 29)}, repr(date.fromtimestamp(86400 * 365)))
tried(date, 2023, 2, 29)
tried(date, 0, 1, 1)
tried(date, 2023, 13, 1)
tried(date.fromisoformat, "2023-1-1")
tried(lambda: date.max + timedelta(1))
tried(lambda: d + 1)
tried(lambda: d < 3)
tried(date, "a", 1, 1)
tried(date, 1.5, 1, 1)

t = time(13, 5, 9, 120)
print(repr(t), t, t.hour, t.minute, t.second, t.microsecond, t.tzinfo, t.isoformat("minutes"), t.isoformat(timespec="milliseconds"))
print(repr(time(1)), repr(time(1, 2, 3)), time(1) < time(2), time.fromisoformat("04:05:06.5"), t.replace(hour=1), f"{t:%H.%M.%S %I%p %f}")
print(time.min, time.max, time.resolution, time(1, tzinfo=UTC), repr(time(1, tzinfo=timezone(timedelta(hours=2)))), time.fromisoformat("T0405"))
tried(time, 24)
tried(time, 1, 60)
tried(time, 1, 1, tzinfo=3)
tried(lambda: time(1) < time(1, tzinfo=UTC))
tried(lambda: time(1) == time(1, tzinfo=UTC))

x = datetime(2024, 2, 29, 23, 59, 58, 999999)
print(repr(x), x, x.date(), x.time(), x.isoformat(), x.isoformat(" ", "seconds"), x.timestamp(), x.weekday())
print(x + timedelta(microseconds=1), x - timedelta(days=366), x - datetime(2024, 1, 1), repr(datetime(2020, 1, 1)), repr(datetime(2020, 1, 1, 0, 0, 5)))
print(x.strftime("%Y-%m-%dT%H:%M:%S.%f%z [%Z] %c %X %T %R %I:%M %p"), f"{x:%H:%M}", f"{x}", x.ctime(), x.replace(microsecond=0))
print(datetime.strptime("2021-03-04 05:06:07", "%Y-%m-%d %H:%M:%S"), datetime.strptime("3 Jan 99 1PM", "%d %b %y %I%p"),
      datetime.strptime("2020-01-01T00:00:00.25+0130", "%Y-%m-%dT%H:%M:%S.%f%z"))
for text in ("2021-03-04", "2021-03-04T05:06", "2021-03-04 05:06:07.123", "20210304T050607Z", "2021-03-04T05:06:07+02:00",
             "2021-03-04T05:06:07.123456-05:30", "2021-W10-4T01", "nonsense", "2021-03-04T25:00", "2021-13-04", ""):
    tried(datetime.fromisoformat, text)
print(datetime.combine(date(2020, 1, 2), time(3, 4)), datetime.min, datetime.max, datetime.fromtimestamp(0, UTC), datetime.fromtimestamp(1.25, timezone.utc))
print(datetime.fromtimestamp(1e9, tz=timezone(timedelta(hours=-3), "X")), datetime(2020, 1, 1, tzinfo=UTC).timestamp())
east = timezone(timedelta(hours=5, minutes=30))
u = datetime(2024, 1, 1, 12, tzinfo=UTC)
print(repr(u), u, u.astimezone(east), repr(u.astimezone(east)), u == u.astimezone(east), u.utcoffset(), u.tzname(), u.dst())
print(u - datetime(2024, 1, 1, 12, tzinfo=east), u.astimezone(east).date(), hash(u) == hash(u.astimezone(east)), u.timetz(), u.strftime("%z %Z"))
print(repr(east), east, repr(UTC), UTC, repr(timezone(timedelta(hours=1), "CET")), timezone(timedelta(hours=1), "CET"), timezone.utc is UTC,
      timezone(timedelta(0)) is UTC, east == timezone(timedelta(minutes=330)), timezone.min, timezone.max)
tried(lambda: u - x)
tried(lambda: u < x)
tried(lambda: u == x)
tried(lambda: x < date(2020, 1, 1))
tried(lambda: x == date(2024, 2, 29))
tried(lambda: datetime.max + timedelta(1))
tried(lambda: x + 1)
tried(timezone, timedelta(hours=24))
tried(timezone, 3)
tried(datetime, 2024, 1, 1, 24)
tried(datetime.strptime, "x", "%Y")
tried(datetime.strptime, "2020 x", "%Y")
tried(datetime.strptime, "2020-02-30", "%Y-%m-%d")
tried(datetime.strptime, "2020", "%Q")
print(isinstance(x, date), issubclass(datetime, date), datetime.__name__, datetime.__module__, dt.MINYEAR, dt.MAXYEAR, type(x - x).__name__)


class Zone(tzinfo):
    def utcoffset(self, when):
        return timedelta(hours=2)

    def dst(self, when):
        return timedelta(hours=1)

    def tzname(self, when):
        return "ZZZ"

    def __repr__(self):
        return "Zone()"


z = datetime(2024, 6, 1, 12, tzinfo=Zone())
print(z, repr(z), z.astimezone(UTC), UTC.fromutc(datetime(2024, 1, 1, tzinfo=UTC)), z.tzname(), z.dst(), u.astimezone(Zone()))
tried(tzinfo().utcoffset, None)


class Stamp(datetime):
    def short(self):
        return self.strftime("%H:%M")


s = Stamp(2024, 1, 1, 5, 6)
print(s.short(), repr(s), type(s + timedelta(hours=1)).__name__, (s + timedelta(hours=1)).short(), isinstance(Stamp.fromisoformat("2024-01-01"), Stamp))
print(sorted([datetime(2024, 1, 2), datetime(2023, 1, 1), datetime(2024, 1, 1)])[0], isinstance(datetime.now(), datetime), datetime.now(UTC).tzinfo)
