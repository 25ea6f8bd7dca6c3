import asyncio

LINKS = {1: [2, 3], 2: [4, 5], 3: [5, 6], 4: [], 5: [7], 6: [1], 7: []}


async def worker(name, queue, seen, order):
    while True:
        page = await queue.get()
        try:
            await asyncio.sleep(page / 10)
            order.append((name, page))
            for link in LINKS[page]:
                if link not in seen:
                    seen.add(link)
                    queue.put_nowait(link)
        finally:
            queue.task_done()


async def main():
    queue = asyncio.Queue()
    seen, order = {1}, []
    queue.put_nowait(1)
    workers = [asyncio.create_task(worker(f"w{i}", queue, seen, order), name=f"w{i}") for i in range(3)]
    await queue.join()
    for w in workers:
        w.cancel()
    results = await asyncio.gather(*workers, return_exceptions=True)
    print(order)
    print([type(r).__name__ for r in results], [w.get_name() for w in workers])


asyncio.run(main())
