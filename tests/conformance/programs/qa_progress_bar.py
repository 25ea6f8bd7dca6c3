import asyncio
import sys


async def progress(tasks, width=20, out=sys.stdout):
    total = len(tasks)
    for i, t in enumerate(asyncio.as_completed(tasks), 1):
        r = await t
        filled = width * i // total
        out.write(f"\r[{'#' * filled:<{width}}] {i / total:>6.1%} {r!s:>8}\n")
        out.flush()


async def job(n):
    await asyncio.sleep((n * 7) % 5 + n / 100)
    return f"job-{n:03}"


async def main():
    await progress([asyncio.create_task(job(n)) for n in range(6)])
    print("done", file=sys.stdout, end="!\n")


asyncio.run(main())
