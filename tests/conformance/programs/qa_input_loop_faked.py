import asyncio
import io
import sys


async def ainput(stream, prompt=""):
    print(prompt, end="")
    await asyncio.sleep(0)
    line = stream.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


async def repl(stream):
    variables = {}
    while True:
        try:
            line = await ainput(stream, "> ")
        except EOFError:
            print("bye")
            return variables
        name, eq, text = map(str.strip, line.partition("="))
        try:
            if eq:
                variables[name] = int(text)
            elif name:
                print(variables[name])
        except (ValueError, KeyError) as e:
            print(f"{type(e).__name__}: {e}", file=sys.stdout)


async def main():
    stream = io.StringIO("a = 5\na\nb\nb = x\n\nb=-1\n")
    ticks = asyncio.create_task(asyncio.sleep(1, "tick"))
    print(await repl(stream), await ticks)


asyncio.run(main())
