import asyncio
import contextlib


class Broker:
    def __init__(self):
        self._subscribers: list[tuple[str, asyncio.Queue]] = []

    def publish(self, topic, message):
        n = 0
        for pattern, queue in self._subscribers:
            if topic.startswith(pattern[:-1]) if pattern.endswith("*") else topic == pattern:
                queue.put_nowait((topic, message))
                n += 1
        return n

    @contextlib.contextmanager
    def subscription(self, pattern):
        queue = asyncio.Queue()
        entry = (pattern, queue)
        self._subscribers.append(entry)
        try:
            yield queue
        finally:
            self._subscribers.remove(entry)


async def subscriber(broker, name, pattern, count):
    with broker.subscription(pattern) as queue:
        for _ in range(count):
            topic, message = await queue.get()
            print(f"{name}: {topic} = {message!r}")
    print(name, "unsubscribed")


async def main():
    broker = Broker()
    tasks = [
        asyncio.create_task(subscriber(broker, "all", "*", 4)),
        asyncio.create_task(subscriber(broker, "news", "news.*", 2)),
        asyncio.create_task(subscriber(broker, "one", "news.sport", 1)),
    ]
    await asyncio.sleep(0)
    for topic, message in [("news.sport", 1), ("weather", "sun"), ("news.art", None), ("x", [1]), ("y", ())]:
        print("delivered", broker.publish(topic, message))
        await asyncio.sleep(0.1)
    await asyncio.wait(tasks)
    print(broker.publish("news.sport", 0), all(t.done() for t in tasks))


asyncio.run(main())
