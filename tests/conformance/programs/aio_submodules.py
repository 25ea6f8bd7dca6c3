# The parts of asyncio as modules of their own.
import asyncio
import asyncio.events
import asyncio.tasks as tasks
from asyncio import base_events, coroutines, futures, locks, protocols, queues, runners, streams, transports
from asyncio.exceptions import CancelledError, IncompleteReadError, InvalidStateError, LimitOverrunError
from asyncio.locks import Lock
from asyncio.log import logger
from asyncio.queues import PriorityQueue, Queue
from asyncio.taskgroups import TaskGroup
from asyncio.threads import to_thread
from asyncio.timeouts import Timeout, timeout, timeout_at


async def job(q):
    try:
        await tasks.sleep(1)
    except CancelledError:
        await q.put("cancelled")
        raise


async def main():
    q = Queue()
    t = tasks.create_task(job(q))
    await asyncio.sleep(0)
    t.cancel()
    print(await tasks.gather(t, return_exceptions=True), await q.get(), isinstance(t, tasks.Task), Lock is asyncio.Lock)
    try:
        asyncio.get_running_loop().create_future().result()
    except InvalidStateError as e:
        print(e)
    async with timeout(1):
        print("in time", asyncio.events.get_running_loop() is asyncio.get_running_loop())
    try:
        async with timeout_at(asyncio.get_running_loop().time() + 1):
            await asyncio.sleep(2)
    except TimeoutError:
        print("too late")
    async with TaskGroup() as g:
        g.create_task(job(q))
    print(await to_thread(len, "abc"))
    print(tasks.current_task() is asyncio.current_task(), len(tasks.all_tasks()))


runners.run(main())
print(futures.Future is asyncio.Future, futures.isfuture(1), coroutines.iscoroutinefunction(main), coroutines.iscoroutine(main))
print(asyncio.iscoroutinefunction(main), asyncio.iscoroutinefunction(print), asyncio.iscoroutine(main))
print(protocols.Protocol is asyncio.Protocol, transports.BaseTransport is asyncio.BaseTransport)
print(streams.StreamReader is asyncio.StreamReader, queues.QueueEmpty is asyncio.QueueEmpty, logger.name)
print(base_events.Server is asyncio.Server, issubclass(PriorityQueue, locks.__class__) or PriorityQueue.__name__)
print(asyncio.tasks.ALL_COMPLETED, asyncio.locks.Event is asyncio.Event, asyncio.exceptions.TimeoutError is TimeoutError)
print(asyncio.tasks.__name__, asyncio.__name__, asyncio.events.__name__)
print(IncompleteReadError(b"ab", 5), LimitOverrunError("far", 3).consumed, Timeout(None).when())
