"""Fetches the headers of a page of a server of one's own."""
import asyncio

PAGE = b"<html>hi</html>"


async def web(reader, writer):
    request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, path, version = request[0].split()
    fields = dict(line.split(": ", 1) for line in request[1:] if line)
    print(method, path, version, fields)
    status = "200 OK" if path == "/" else "404 Not Found"
    head = f"HTTP/1.0 {status}\r\nContent-Length: {len(PAGE)}\r\nContent-Type: text/html\r\n\r\n"
    writer.writelines([head.encode("latin-1")] + ([PAGE] if method != "HEAD" else []))
    await writer.drain()
    writer.close()


async def print_http_headers(port, path):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    query = f"HEAD {path or '/'} HTTP/1.0\r\nHost: localhost\r\n\r\n"
    writer.write(query.encode("latin-1"))
    while True:
        line = await reader.readline()
        if not line:
            break
        line = line.decode("latin1").rstrip()
        if line:
            print(f"HTTP header> {line}")
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(web, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        await print_http_headers(port, "")
        await print_http_headers(port, "/nothing")


asyncio.run(main())
