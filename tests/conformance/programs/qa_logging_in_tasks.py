import asyncio
import logging
import sys


class TaskName(logging.Filter):
    def filter(self, record):
        try:
            record.task = asyncio.current_task().get_name()
        except RuntimeError:
            record.task = "-"
        return True


handler = logging.StreamHandler(sys.stdout)
handler.addFilter(TaskName())
handler.setFormatter(logging.Formatter("%(task)-8s|%(levelname)s|%(funcName)s|%(message)s"))
log = logging.getLogger("app")
log.addHandler(handler)
log.setLevel(logging.INFO)
log.propagate = False


async def work(n):
    log.info("start %d", n)
    await asyncio.sleep(n)
    try:
        1 / (n - 1)
    except ZeroDivisionError as e:
        log.error("failed: %s", e)
    log.debug("hidden")


async def main():
    await asyncio.gather(*(asyncio.create_task(work(n), name=f"job{n}") for n in (2, 1)))
    log.warning("%s %r", "end", {"a": 1})


log.info("before")
asyncio.run(main())
