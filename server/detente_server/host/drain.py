"""Whether the server is about to stop, and when.

Owns: `Drain`: the countdown.
Does not know: who asked for it, what is said to players, how the server stops.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import define


@define
class Drain:
    """The server's last minutes, if they have begun."""

    monotonic: Callable[[], float]
    until: float | None = None
    """When it stops, by the monotonic clock; None: it does not drain."""
    why: str = ""

    @property
    def left_s(self) -> int | None:
        """Seconds until it stops; None: it does not drain."""
        return None if self.until is None else max(0, round(self.until - self.monotonic()))
