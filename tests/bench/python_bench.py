#!/usr/bin/env python3
"""The workloads on asyncio, or on uvloop: python_bench.py [uvloop]. Prints nanoseconds of processor time an operation.

The sizes are those of measure.hpp, or a part of them: what is slow needs fewer rounds for the same exactness.
"""

import asyncio
import json
import random
import socket
import sys
import time

TASKS, ROUNDS = 1000, 20
ROUND_TRIPS, SPAWNS, CHILDREN, SLEEPERS, ECHOES, MESSAGE, IDLE = 2000, 2000, 20000, 20000, 1000, 64, 450


async def yields(times):
    for _ in range(times):
        await asyncio.sleep(0)


async def switch():
    await asyncio.gather(*[yields(ROUNDS) for _ in range(TASKS)])
    return TASKS * ROUNDS


async def plays(mine, theirs):
    loop = asyncio.get_running_loop()

    def hit():
        if theirs and not theirs[0].done():
            theirs[0].set_result(None)

    for _ in range(ROUND_TRIPS):
        mine[:] = [loop.create_future()]
        hit()
        await mine[0]
    hit()


async def ping_pong():
    left, right = [], []
    await asyncio.gather(plays(left, right), plays(right, left))
    return ROUND_TRIPS


async def returns():
    return 1


async def spawn():
    for _ in range(SPAWNS):
        await asyncio.create_task(returns())
    return SPAWNS


async def timers():
    dice = random.Random(1)
    await asyncio.gather(*[asyncio.sleep(dice.uniform(0, 0.1)) for _ in range(SLEEPERS)])
    return SLEEPERS


async def echo(loop, end):
    while True:
        await loop.sock_sendall(end, await loop.sock_recv(end, MESSAGE))


async def asks(loop, end, times):
    for _ in range(times):
        await loop.sock_sendall(end, b"x" * MESSAGE)
        await loop.sock_recv(end, MESSAGE)


def talk(connections, idle):
    async def main():
        loop = asyncio.get_running_loop()
        pairs = [socket.socketpair() for _ in range(connections + idle)]
        for end in [end for pair in pairs for end in pair]:
            end.setblocking(False)
        servers = [asyncio.create_task(echo(loop, pair[0])) for pair in pairs]
        await asyncio.gather(*[asks(loop, pair[1], ECHOES // connections) for pair in pairs[:connections]])
        for server in servers:
            server.cancel()
        await asyncio.wait(servers)
        for end in [end for pair in pairs for end in pair]:
            end.close()
        return ECHOES
    return main


async def gives(value):
    await asyncio.sleep(0)
    return value


async def gather():
    await asyncio.gather(*[gives(i) for i in range(CHILDREN)])
    return CHILDREN


WORKLOADS = {"switch/1000": switch, "ping_pong": ping_pong, "spawn": spawn, "timers": timers, "echo/1/0": talk(1, 0),
             "echo/50/0": talk(50, 0), f"echo/1/{IDLE}": talk(1, IDLE), "gather": gather}


def nanoseconds(main):
    before = time.process_time_ns()
    operations = asyncio.run(main())
    return (time.process_time_ns() - before) / operations


if __name__ == "__main__":
    if "uvloop" in sys.argv:
        import uvloop
        uvloop.install()
    print(json.dumps({name: nanoseconds(main) for name, main in WORKLOADS.items()}))
