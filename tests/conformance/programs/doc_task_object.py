import asyncio


async def cancel_me():
    print("cancel_me(): before sleep")
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError:
        print("cancel_me(): cancel sleep")
        raise
    finally:
        print("cancel_me(): after sleep")


async def main():
    task = asyncio.create_task(cancel_me(), name="me")
    await asyncio.sleep(1)
    for ask in (task.result, task.exception):
        try:
            ask()
        except asyncio.InvalidStateError as e:
            print(type(e).__name__, e)
    print(task.cancel(), task.cancelling(), task.cancelled())
    try:
        await task
    except asyncio.CancelledError:
        print("main(): cancel_me is cancelled now")
    print(task.done(), task.cancelled(), task.cancel(), task.get_name(), task.uncancel())
    task.set_name(17)
    print(repr(task.get_name()), task.get_coro().__name__)
    for change in (lambda: task.set_result(1), lambda: task.set_exception(ValueError())):
        try:
            change()
        except RuntimeError as e:
            print(e)
    done = asyncio.create_task(asyncio.sleep(0, "v"))
    calls = []
    for i in range(3):
        done.add_done_callback(lambda t, i=i: calls.append((i, t.result())))
    one = calls.append
    done.add_done_callback(one)
    done.add_done_callback(one)
    print(done.remove_done_callback(one))
    await done
    print(calls)
    await asyncio.sleep(0)
    print(calls, asyncio.current_task().get_coro().__qualname__)


asyncio.run(main())
