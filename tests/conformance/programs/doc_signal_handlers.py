import asyncio
import functools
import signal


def ask_exit(signame, loop):
    print("got signal %s: exit" % signame)
    loop.stop()


async def main():
    loop = asyncio.get_running_loop()
    for signame in {"SIGINT": 1, "SIGTERM": 2}:
        loop.add_signal_handler(getattr(signal, signame), functools.partial(ask_exit, signame, loop))
    got = []
    loop.add_signal_handler(signal.SIGINT, got.append, "int")
    signal.raise_signal(signal.SIGINT)
    await asyncio.sleep(1)
    print(got, loop.remove_signal_handler(signal.SIGINT), loop.remove_signal_handler(signal.SIGUSR1))


asyncio.run(main())
