"""When a match is to be looked at next.

Owns: one timer of the loop.
Does not know: what is due then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

FARTHEST_S = 86_400.0
"""Longest timer; what is due later is looked at again then."""


class Alarm:
    """Rings once."""

    def __init__(self, loop: asyncio.AbstractEventLoop, ring: Callable[[], None]) -> None:
        self._loop = loop
        self._ring = ring
        self._timer: asyncio.TimerHandle | None = None
        self._at_ms = 0
        """For when it is set: most commands leave the deadline as it is."""

    def set(self, at_ms: int, now_ms: Callable[[], int]) -> None:
        """Ring at this time, milliseconds UTC, and not when it was set for before."""
        if self._timer is None or at_ms != self._at_ms:
            self.cancel()
            after_s = min(max(0.0, (at_ms - now_ms()) / 1000), FARTHEST_S)
            self._timer = self._loop.call_later(after_s, self._rings)
            self._at_ms = at_ms

    def cancel(self) -> None:
        """Do not ring."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None

    def _rings(self) -> None:
        self._timer = None
        self._ring()
