import asyncio


def checksum(data: bytes) -> int:
    total = 0
    for b in data:
        total = (total << 1 | total >> 15) & 0xFFFF ^ b
    return total


def encode(kind: int, payload: bytes) -> bytes:
    return bytes([0x7E, kind]) + len(payload).to_bytes(2, "little") + payload + checksum(payload).to_bytes(2, "big")


async def decode(reader):
    while not reader.at_eof():
        if await reader.read(1) != b"~":
            continue
        kind, = await reader.readexactly(1)
        payload = await reader.readexactly(int.from_bytes(await reader.readexactly(2), "little"))
        ok = int.from_bytes(await reader.readexactly(2), "big") == checksum(payload)
        yield kind, payload, ok


async def main():
    reader = asyncio.StreamReader()
    good = encode(1, b"hello")
    bad = bytearray(encode(2, b"world"))
    bad[5] ^= 0xFF
    for part in (b"noise", good[:3], good[3:], bytes(bad), encode(3, bytes(range(0, 256, 51)))):
        reader.feed_data(part)
    reader.feed_eof()
    async for kind, payload, ok in decode(reader):
        print(kind, payload, payload.hex(" "), ok)
    print(good[1:4], f"{checksum(b'abc'):#06x} {checksum(b''):016b}")
    print(int("ff", 16), (1 << 70).bit_length(), 7 // -2, -7 % 3, divmod(-7, 2), 10 ** 20, round(2.5), 0.1 + 0.2)


asyncio.run(main())
