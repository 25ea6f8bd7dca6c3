# struct, base64, binascii, and a protocol with length prefixes.
import asyncio
import base64
import binascii
import struct

for fmt, values in [("<I", (1,)), (">I", (258,)), ("!H", (513,)), ("=q", (-2,)), ("<bBhHiIlLqQ", (-1, 255, -2, 65535, -3, 7, -4, 8, -5, 9)),
                    ("@bi", (1, 2)), ("<bi", (1, 2)), ("3s", (b"abcd",)), ("5s", (b"ab",)), ("c2c", (b"a", b"b", b"c")), ("?2?", (1, 0, "x")),
                    ("<f", (1.5,)), (">d", (-2.25,)), ("<e", (0.1,)), ("4p", (b"abcdef",)), ("x2xB", (9,)), ("<2I3x", (1, 2)), ("", ()),
                    ("@bq", (1, 2)), ("@cI", (b"z", 3)), (" < I".strip() + " H", (1, 2)), ("n", (5,)), ("0i", ())]:
    packed = struct.pack(fmt, *values)
    print(fmt, packed, struct.calcsize(fmt), struct.unpack(fmt, packed))
for attempt in (lambda: struct.pack("i"), lambda: struct.pack("i", "x"), lambda: struct.pack("c", b"ab"), lambda: struct.pack("z", 1),
                lambda: struct.pack("<B", 256), lambda: struct.pack("<H", -1), lambda: struct.unpack("I", b"abc"), lambda: struct.pack("3", 1),
                lambda: struct.pack("<f", "x"), lambda: struct.pack("4s", "ab"), lambda: struct.unpack_from("<I", b"abcdef", 4),
                lambda: struct.unpack("<I", "abcd"), lambda: list(struct.iter_unpack("<H", b"abc"))):
    try:
        attempt()
    except (struct.error, TypeError) as e:
        print(type(e).__name__, e)
header = struct.Struct("!HI")
print(header.size, header.format, header.pack(1, 2), header.unpack(b"\x00\x01\x00\x00\x00\x02"))
buffer = bytearray(10)
header.pack_into(buffer, 2, 7, 8)
print(buffer, header.unpack_from(buffer, 2), struct.unpack_from("<H", buffer, -2), list(struct.iter_unpack(">HB", b"abcdef")))
print(struct.unpack("<3s2x?", b"abc\x00\x00\x01"), struct.unpack(">e", struct.pack(">e", -1.75)), struct.pack("<d", float("inf")))
print(issubclass(struct.error, Exception), struct.error.__name__)

for data in (b"", b"a", b"ab", b"abc", b"\xff\xfe\xfd+/", bytes(range(20))):
    e = base64.b64encode(data)
    print(e, base64.b64decode(e) == data, base64.urlsafe_b64encode(data), base64.b32encode(data), base64.b16encode(data))
    print("  ", base64.urlsafe_b64decode(base64.urlsafe_b64encode(data)) == data, base64.b32decode(base64.b32encode(data)) == data,
          base64.b16decode(base64.b16encode(data)) == data)
print(base64.b64decode("aGVsbG8="), base64.b64decode("aGVs\nbG8="), base64.b64encode(b"\xfb\xff", altchars=b"-_"), base64.standard_b64encode(b"x"))
for bad in ("a", "ab", "abc", "abcde", "é"):
    try:
        print(base64.b64decode(bad))
    except ValueError as e:
        print(type(e).__name__, e)
try:
    base64.b64decode("ab!c", validate=True)
except binascii.Error as e:
    print(e)
try:
    base64.b64encode("text")
except TypeError as e:
    print(e)
print(binascii.hexlify(b"\x01\xab"), binascii.unhexlify("01ab"), binascii.crc32(b"hello"), issubclass(binascii.Error, ValueError))


async def send(writer, message):
    writer.write(struct.pack(">I", len(message)) + message)
    await writer.drain()


async def receive(reader):
    (size,) = struct.unpack(">I", await reader.readexactly(4))
    return await reader.readexactly(size)


async def serve(reader, writer):
    try:
        while True:
            message = await receive(reader)
            print("server got", message[:12], len(message))
            await send(writer, message[::-1])
    except asyncio.IncompleteReadError as e:
        print("server: end", e.partial, e.expected)
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    for message in (b"hello", b"", base64.b64encode(b"binary"), b"x" * 5000):
        await send(writer, message)
        print("client got", len(await receive(reader)))
    writer.close()
    await asyncio.sleep(0.1)
    server.close()


asyncio.run(main())
