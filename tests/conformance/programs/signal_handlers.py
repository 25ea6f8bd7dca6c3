# conformance: no events (the handle of a signal is scheduled past call_soon)
import asyncio
import signal


async def main():
    loop = asyncio.get_running_loop()
    log = []
    stop = asyncio.Event()

    def on_usr1(word):
        log.append(word)
        stop.set()

    loop.add_signal_handler(signal.SIGUSR1, on_usr1, "first")
    loop.add_signal_handler(signal.SIGUSR1, on_usr1, "second")
    signal.raise_signal(signal.SIGUSR1)
    print("raised", log)
    await stop.wait()
    print("handled", log)
    print(loop.remove_signal_handler(signal.SIGUSR1), loop.remove_signal_handler(signal.SIGUSR1))
    for wrong in (0, 1000, "x"):
        try:
            loop.add_signal_handler(wrong, print)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)


asyncio.run(main())


def handler(signum, frame):
    print("handler", signum == signal.SIGTERM)


print(signal.getsignal(signal.SIGTERM) == signal.SIG_DFL)
signal.signal(signal.SIGTERM, handler)
print(signal.getsignal(signal.SIGTERM) is handler)
signal.raise_signal(signal.SIGTERM)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.raise_signal(signal.SIGTERM)
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt as error:
    print("KeyboardInterrupt", error.args)
try:
    signal.signal(signal.SIGTERM, "x")
except TypeError:
    print("TypeError")
try:
    signal.raise_signal(1000)
except (ValueError, OSError) as error:
    print("refused")


async def swallows():
    try:
        signal.raise_signal(signal.SIGINT)
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("cancelled by SIGINT", asyncio.current_task().cancelling())
    return "went on"


print(asyncio.run(swallows()))


async def child():
    try:
        await asyncio.sleep(100)
    finally:
        print("child cleans up")


async def ends_by_it():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    signal.raise_signal(signal.SIGINT)
    try:
        await asyncio.sleep(1)
    finally:
        print("main cleans up", task.done())


try:
    asyncio.run(ends_by_it())
except KeyboardInterrupt:
    print("KeyboardInterrupt leaves run")


async def twice():
    try:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        print("the second one at once")
        raise


try:
    asyncio.run(twice())
except KeyboardInterrupt:
    print("out of run")


async def in_a_callback():
    loop = asyncio.get_running_loop()
    loop.call_later(0.5, signal.raise_signal, signal.SIGINT)
    try:
        await asyncio.sleep(2)
    except asyncio.CancelledError:
        print("at", round(loop.time() * 2) / 2 - start)
        raise


start = 0
loop = asyncio.new_event_loop()
start = loop.time()
loop.close()
try:
    asyncio.run(in_a_callback())
except KeyboardInterrupt:
    print("interrupted")
raise KeyboardInterrupt
