"""What becomes of the cost of a message as matches and their logs grow; and the memory of those who only listen.

Owns: the three measurements.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from tests.bench import parties
from tests.bench.line import Line
from tests.bench.load import Cost, pace, until
from tests.bench.parties import SEATS, Party
from tests.bench.processes import Process

RATE = 300
"""Messages a second, far below what the server can: so the size of a commit group is the same at any size."""
EARLY = 100
"""Messages before the first window."""
IDLE_FIRST, IDLE_MORE = 100, 500
NAMES = 5_000
"""Guests' numbers from here on are those of this module."""


def per_message_us(cost: Cost) -> float:
    """Microseconds of the server's CPU for one message."""
    return cost.cpu_s / cost.messages * 1e6 if cost.messages else 0.0


async def over_matches(
    port: int, server: Process, few: Party, many: int, seconds: float
) -> tuple[float, float]:
    """Cost with the matches of `few` and then with `many` matches going on, everybody talking in turn."""
    before, _ = await pace(few, server, "whole", RATE, seconds)
    more = await parties.at_server(port, many - len(few.lines) // SEATS, NAMES)
    everybody = Party(few.lines + more.lines, few.whole + more.whole, few.letters + more.letters)
    everybody.whole_heard = few.whole_heard
    for number, line in enumerate(everybody.lines):
        line.number = number
    after, _ = await pace(everybody, server, "whole", RATE, seconds)
    more.close()
    return per_message_us(before), per_message_us(after)


async def over_log(port: int, server: Process, messages: int, window: int = 1000) -> tuple[float, float]:
    """Cost in one match after its first hundred messages, and after so many."""
    party = await parties.at_server(port, 1, NAMES - SEATS)
    await until(party, server, "whole", EARLY)
    early = await until(party, server, "whole", window)
    await until(party, server, "whole", max(1, messages - EARLY - 2 * window))
    late = await until(party, server, "whole", window)
    party.close()
    return per_message_us(early), per_message_us(late)


async def idle_kib(server: Process, connect: Callable[[int], Awaitable[Line]]) -> float:
    """KiB of resident memory for each of the later ones of many connections that do nothing."""
    lines = [await connect(n) for n in range(IDLE_FIRST)]
    await asyncio.sleep(0.3)
    before = server.memory_kib()
    lines += [await connect(n) for n in range(IDLE_FIRST, IDLE_FIRST + IDLE_MORE)]
    await asyncio.sleep(0.3)
    after = server.memory_kib()
    for line in lines:
        line.close()
    await asyncio.sleep(0.3)
    return (after - before) / IDLE_MORE


async def idle_guest(port: int, number: int) -> Line:
    """A guest who is welcome and says nothing more."""
    return (await parties.enter(port, NAMES + 4_000 + number)).line


async def idle_at_relay(port: int, number: int) -> Line:
    """The same at the relay."""
    line = await Line.to(port, "")
    line.send(parties.seat_at_relay(10_000 + number, 0))
    return line
