import asyncio


class Meta(type):
    def __new__(mcls, name, bases, ns, **kw):
        cls = super().__new__(mcls, name, bases, ns)
        cls.async_methods = sorted(k for k, v in ns.items() if asyncio.iscoroutine(v) or getattr(v, "is_async", False))
        return cls


def mark(f):
    f.is_async = True
    return f


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, owner=None):
        return self if obj is None else getattr(obj, self.name, None)

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name[1:]} must be {self.kind.__name__}, not {type(value).__name__}")
        setattr(obj, self.name, value)


class Device(metaclass=Meta):
    port = Typed(int)

    @mark
    async def read(self):
        await asyncio.sleep(0)
        return self.port

    def __getattr__(self, name):
        if name.startswith("read_"):
            async def reader():
                return name[5:], await self.read()
            return reader
        raise AttributeError(name)


async def main():
    d = Device()
    d.port = 80
    print(await d.read(), await d.read_fast(), Device.async_methods, type(Device).__name__)
    for bad in (lambda: setattr(d, "port", "x"), lambda: d.other):
        try:
            bad()
        except (TypeError, AttributeError) as e:
            print(type(e).__name__, e)


asyncio.run(main())
