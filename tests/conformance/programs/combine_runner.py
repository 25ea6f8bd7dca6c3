# asyncio.Runner and asyncio.run: several runs on one loop, closing, errors, numbers of tasks.
import asyncio
import sys


async def name():
    await asyncio.sleep(0)
    return asyncio.current_task().get_name()


async def fails(error):
    await asyncio.sleep(0.01)
    raise error


async def leaves_a_task(log):
    async def background():
        try:
            await asyncio.sleep(100)
        finally:
            log.append("background ended")

    log.append(asyncio.create_task(background()).get_name())


def runs_and_reuse():
    log = []
    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        print(runner.run(name()), runner.run(name()), runner.get_loop() is loop, loop.is_running(), loop.is_closed())
        runner.run(leaves_a_task(log))
        print(log)
        for error in (ValueError("v"), asyncio.CancelledError("c"), SystemExit(3)):
            try:
                runner.run(fails(error))
            except BaseException as e:
                print("raised", repr(e))
        print(runner.run(name()).startswith("Task-"), log)
    print(log, loop.is_closed())
    for use in (runner.get_loop, runner.__enter__, lambda: runner.run(c)):
        c = name()
        try:
            use()
        except RuntimeError as e:
            print("RuntimeError", e)
        c.close()
    runner.close()


def never_used():
    asyncio.Runner().close()
    with asyncio.Runner():
        pass
    runner = asyncio.Runner()
    print(runner.run(name()).startswith("Task-"))
    runner.close()
    runner.close()


def mistakes():
    with asyncio.Runner() as runner:
        for bad in (5, None, name, [1]):
            try:
                runner.run(bad)
            except ValueError as e:
                print("ValueError", str(e).split(" at 0x")[0])
    for make in (lambda: asyncio.Runner(1), lambda: asyncio.Runner(debugging=True), lambda: asyncio.run(),
                 lambda: asyncio.run(1, 2)):
        try:
            make()
        except TypeError as e:
            print("TypeError", e)
    for bad in (5, "main"):
        try:
            asyncio.run(bad)
        except ValueError as e:
            print("ValueError", e)


def inside_a_loop():
    async def main():
        c = name()
        try:
            asyncio.run(c)
        except RuntimeError as e:
            print("RuntimeError", e)
        with asyncio.Runner() as inner:
            pass

    async def runs_a_runner():
        runner = asyncio.Runner()
        c = name()
        try:
            runner.run(c)
        except RuntimeError as e:
            print("RuntimeError", e)
        c.close()

    try:
        asyncio.run(main())
    except RuntimeError as e:
        print("RuntimeError", e)
    asyncio.run(runs_a_runner())


def with_a_factory():
    made = []

    def factory():
        made.append(asyncio.new_event_loop())
        return made[-1]

    with asyncio.Runner(loop_factory=factory, debug=False) as runner:
        print(runner.get_loop() is made[0], len(made), runner.get_loop().get_debug())
        print(runner.run(name()).startswith("Task-"))
    print(made[0].is_closed())
    if sys.version_info >= (3, 12):
        print(asyncio.run(name(), loop_factory=factory).startswith("Task-"), len(made))
    else:
        c = name()
        try:
            asyncio.run(c, loop_factory=factory)
        except TypeError as e:
            print("TypeError", e)
        c.close()


def an_error_in_the_body():
    log = []
    try:
        with asyncio.Runner() as runner:
            runner.run(leaves_a_task(log))
            raise KeyError("body")
    except KeyError as e:
        print(repr(e), log)


def debugging():
    async def debug():
        return asyncio.get_running_loop().get_debug()

    print(asyncio.run(debug(), debug=False), asyncio.run(debug()), asyncio.run(debug(), debug=True))


for part in (runs_and_reuse, never_used, mistakes, inside_a_loop, with_a_factory, an_error_in_the_body, debugging):
    print("--", part.__name__)
    part()
