import asyncio
import re
from collections import OrderedDict

MAIL = re.compile(r"(?P<user>[\w.+-]+)@(?P<host>\w+(\.\w+)+)", re.I)


async def validate(address, cache=OrderedDict()):
    if (m := MAIL.fullmatch(address)) is None:
        raise ValueError(f"not an address: {address!r}")
    host = m["host"].lower()
    if host not in cache:
        cache[host] = asyncio.create_task(asyncio.sleep(0.2, host.endswith((".org", ".com"))))
    if not await cache[host]:
        raise LookupError(host)
    return m.group("user")


async def main():
    addresses = ["ann@example.org", "bob@EXAMPLE.org", "nope", "cid+x@mail.host.com", "dee@local.lan"]
    for a, r in zip(addresses, await asyncio.gather(*map(validate, addresses), return_exceptions=True)):
        print(f"{a:22} {r!r}")
    print(re.sub(r"(\w+)@", lambda m: m[1].upper() + " at ", "x@y z@w"), re.findall(r"\d+", "a1b22"), re.split(r"[,;]\s*", "a, b;c"))


asyncio.run(main())
