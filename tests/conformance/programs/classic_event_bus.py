import asyncio
import inspect
from collections import defaultdict


class EventBus:
    def __init__(self):
        self._handlers = defaultdict(list)

    def on(self, event, *, once=False):
        def register(handler):
            self._handlers[event].append((handler, once))
            return handler
        return register

    async def emit(self, event, /, **data):
        handlers = self._handlers[event]
        self._handlers[event] = [h for h in handlers if not h[1]]
        results = []
        for handler, _ in handlers:
            result = handler(**data)
            if inspect.isawaitable(result):
                result = await result
            results.append(result)
        return results


bus = EventBus()


@bus.on("login")
def count(user, **kw):
    count.n = getattr(count, "n", 0) + 1
    return f"#{count.n} {user}"


@bus.on("login", once=True)
async def greet(user, *, lang="en"):
    await asyncio.sleep(0.1)
    return {"en": "hello", "fr": "bonjour"}[lang] + " " + user


@bus.on("logout")
@bus.on("login")
async def audit(**data):
    return sorted(data.items())


async def main():
    print(await bus.emit("login", user="ann"))
    print(await bus.emit("login", user="bob", lang="fr"))
    print(await bus.emit("logout"), await bus.emit("nothing", event=1))
    print({k: len(v) for k, v in bus._handlers.items()})


asyncio.run(main())
