"""How long to wait before connecting again, so that a thousand clients do not come back in the same second.

Owns: `Pauses`: exponential back-off with full jitter, what the server asked for on top.
Does not know: clocks, sockets. Chance is handed in.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import define, field

FIRST_S = 0.5
LONGEST_S = 30.0
STEADY_S = 10.0
"""A connection that lasted so long was a good one: the next pause is a first one again."""


@define
class Pauses:
    """The pauses of one link."""

    chance: Callable[[], float]
    """A number from 0 up to 1."""
    tries: int = field(default=0, init=False)
    """Pauses since the last good connection."""

    def next(self, retry_after_s: int = 0) -> float:
        """Seconds to wait now: what the server asked for, and anything up to twice the last bound."""
        bound = min(LONGEST_S, FIRST_S * 2.0 ** min(self.tries, 16))
        self.tries += 1
        return retry_after_s + self.chance() * bound

    def connected_for(self, seconds: float) -> None:
        """A connection is over that lasted so long."""
        if seconds >= STEADY_S:
            self.tries = 0
