"""The outside world: clocks, random bytes, files, and the points where a test may strike.

Owns: `Environment`; whatever the host wants of the machine it asks here, so that a simulator can stand in for it.
Does not know: what any of it is for. Sockets and timers belong to the event loop, which a simulator brings along.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path

from attrs import Factory, define, field

from detente_server.host.figures import Figures


def utc_ms() -> int:
    """Milliseconds of Unix time."""
    return time.time_ns() // 1_000_000


class Entropy:
    """Random bytes of the operating system, fetched a block at a time.

    Each fetch lets other threads run, and to get the interpreter back from the store's thread takes far longer than
    the fetch itself. No byte is given twice.
    """

    def __init__(self, source: Callable[[int], bytes] = secrets.token_bytes, block: int = 4096) -> None:
        self._source = source
        self._size = block
        self._block = b""

    def __call__(self, count: int) -> bytes:
        """So many bytes that nobody else gets."""
        if count > len(self._block):
            self._block = self._source(max(self._size, count))
        given, self._block = self._block[:count], self._block[count:]
        return given


def no_fault(point: str) -> None:
    """Where a test would strike; nothing happens."""


JUMP_MS = 60_000
"""A clock that gains more than this on the monotonic one was set forward, or the machine slept."""


def no_matter(from_ms: int, until_ms: int) -> None:
    """The clock jumped, and nobody minds."""


def write_file(path: Path, text: str) -> None:
    """Write the whole file or none of it; nobody sees half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)


@define
class Environment:
    """What the host has of its machine."""

    clock_ms: Callable[[], int] = utc_ms
    """UTC in milliseconds, as the machine believes."""
    monotonic: Callable[[], float] = time.monotonic
    """Seconds since whenever; never set, never back."""
    random_bytes: Callable[[int], bytes] = Factory(Entropy)
    """For the loop's thread alone."""
    fault: Callable[[str], None] = no_fault
    """Called at named points, ``host:before-append`` and the like; does nothing in production."""
    write_file: Callable[[Path, str], None] = write_file
    figures: Figures = Factory(Figures)
    """What the host counts of its own work."""
    jumped: Callable[[int, int], None] = no_matter
    """Called when the clock jumped forward, from when to when, before anybody hears of the new time."""
    _latest_ms: int = field(default=0, init=False)
    _asked_at: float = field(default=0.0, init=False)
    """When it was asked last, by the monotonic clock."""

    def now_ms(self) -> int:
        """UTC in milliseconds; where the machine's clock was set back, time stands still until it is reached again."""
        before_ms, passed_ms = self._latest_ms, int((self.monotonic() - self._asked_at) * 1000)
        self._asked_at += passed_ms / 1000
        self._latest_ms = max(before_ms, self.clock_ms())
        if before_ms and self._latest_ms - before_ms - passed_ms > JUMP_MS:
            self.jumped(before_ms + passed_ms, self._latest_ms)
        return self._latest_ms

    def now_s(self) -> int:
        """The same in whole seconds, as the wire has it."""
        return self.now_ms() // 1000
