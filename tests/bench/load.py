"""Rounds of load, and what they cost the server.

Owns: the closed loop (each line says the next thing when it has the receipt of the last), the steady pace, counting of
receipts and deliveries, latency.
Does not know: what is said, to which server.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Literal

from attrs import define, field, frozen

from tests.bench.line import Line
from tests.bench.parties import Party, Template, filled
from tests.bench.processes import Process

Kind = Literal["whole", "letters"]
RECEIPT, HEARD = 0xA7, 0xA5
"""Heads of the strings ``receipt`` and ``heard``: the kind is a frame's first value."""
DRAINS_S = 30
ANSWERS_S = 600
WARM_S = 0.4


@frozen
class Cost:
    """What a round came to."""

    messages: int
    cpu_s: float
    wall_s: float
    lost: int
    """Notices that should have come and did not; less than none: too many came."""

    @property
    def per_cpu_s(self) -> float:
        """Messages per second of the server's CPU."""
        return self.messages / self.cpu_s if self.cpu_s else 0.0


@define
class Company:
    """A party at work: what it says next, and what it got."""

    party: Party
    kind: Kind
    receipts: int = 0
    heard: int = 0
    said: int = 0
    going: bool = True
    latencies: list[int] | None = None
    """Nanoseconds from saying to hearing, if they are wanted."""
    _turns: list[int] = field(factory=list)
    _goal: int = 0
    _reached: asyncio.Event = field(factory=asyncio.Event)

    def __attrs_post_init__(self) -> None:
        self._turns = [0] * len(self.party.lines)
        for line in self.party.lines:
            line.on_frame = self._frame

    def say(self, line: Line) -> None:
        """The line's next message."""
        self.said += 1
        line.send(filled(self._next(line.number), f"{time.perf_counter_ns():020}@{line.number:05}"))

    def _next(self, number: int) -> Template:
        if self.kind == "whole":
            return self.party.whole[number]
        letters, turn = self.party.letters[number], self._turns[number]
        self._turns[number] = turn + 1
        return letters[turn % len(letters)]

    def _frame(self, line: Line, frame: bytes) -> None:
        if frame[6] == RECEIPT:
            self.receipts += 1
            if self.receipts == self._goal:
                self._reached.set()
            if b"refused" in frame:
                raise RuntimeError(f"refused: {frame[:300]!r}")
            if self.going:
                self.say(line)
        elif frame[6] == HEARD:
            self.heard += 1
            if self.latencies is not None:
                self._timed(line, frame, self.latencies)

    def _timed(self, line: Line, frame: bytes, latencies: list[int]) -> None:
        at = frame.find(b"@", frame.find(b"\xa5words"))
        if at > 20 and int(frame[at + 1 : at + 6]) != line.number:
            latencies.append(time.perf_counter_ns() - int(frame[at - 20 : at]))

    @property
    def expected(self) -> int:
        """Notices that the receipts so far bring."""
        each = self.party.whole_heard if self.kind == "whole" else self.party.letters_heard
        return self.receipts * each

    async def answered(self, messages: int) -> None:
        """Wait for so many receipts."""
        self._goal = messages
        if self.receipts < messages:
            async with asyncio.timeout(ANSWERS_S):
                await self._reached.wait()

    async def drained(self) -> int:
        """Wait until all is answered and delivered; what is missing after that."""
        self.going = False
        until = time.perf_counter() + DRAINS_S
        while time.perf_counter() < until:
            if self.receipts == self.said and self.heard == self.expected:
                break
            await asyncio.sleep(0.02)
        return self.said - self.receipts + self.expected - self.heard


async def saturate(party: Party, server: Process, kind: Kind, seconds: float, window: int = 1) -> Cost:
    """As much as the two can: `window` messages of each line are under way."""
    company = Company(party, kind)
    for _ in range(window):
        for line in party.lines:
            company.say(line)
    await asyncio.sleep(WARM_S)
    return await _measured(company, server, lambda: asyncio.sleep(seconds))


async def until(party: Party, server: Process, kind: Kind, messages: int, window: int = 4) -> Cost:
    """As `saturate`, for a number of messages."""
    company = Company(party, kind)
    for _ in range(window):
        for line in party.lines:
            company.say(line)

    return await _measured(company, server, lambda: company.answered(messages))


async def _measured(company: Company, server: Process, work: Callable[[], Awaitable[None]]) -> Cost:
    receipts, cpu, at = company.receipts, server.cpu_s(), time.perf_counter()
    await work()
    done, used, wall = company.receipts - receipts, server.cpu_s() - cpu, time.perf_counter() - at
    return Cost(done, used, wall, await company.drained())


async def pace(
    party: Party, server: Process, kind: Kind, rate: int, seconds: float
) -> tuple[Cost, list[float]]:
    """So many messages a second, line after line; with the latencies in milliseconds, sorted."""
    company = Company(party, kind, going=False, latencies=[])

    async def walk() -> None:
        begun = time.perf_counter()
        for n in range(int(rate * seconds)):
            wait = begun + n / rate - time.perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            company.say(party.lines[n * 7919 % len(party.lines)])
        await company.answered(company.said)

    cost = await _measured(company, server, walk)
    return cost, sorted(one / 1e6 for one in company.latencies or [])


def quantile(ordered: list[float], share: float) -> float:
    """Of sorted numbers."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
