"""The server's last minutes: a countdown that everybody hears, then it stops.

Owns: `Drain`: when it stops and why, when players are told so, and in which words.
Does not know: who asked for it, sockets, how the server stops.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import define

from detente_server.host.console.orders import spelled

MARKS_S = (86_400, 43_200, 21_600, 10_800, 3600, 1800, 900, 600, 300, 120, 60, 30, 10)
"""So long before the end players are told again."""
KEPT = "What you sent is kept, and your client comes back by itself."


def _nobody(text: str) -> None:
    """Nobody hears it."""


def _nothing() -> None:
    """Nothing stops."""


@define
class Drain:
    """The countdown, if there is one."""

    monotonic: Callable[[], float]
    tell: Callable[[str], None] = _nobody
    """Says something to everybody who is here."""
    stop: Callable[[], None] = _nothing
    """Ends the server."""
    until: float | None = None
    """When it stops, by the monotonic clock; None: it does not drain."""
    why: str = ""
    _told_s: int = 0
    """The last mark that was told."""

    @property
    def left_s(self) -> int | None:
        """Seconds until it stops; None: it does not drain."""
        return None if self.until is None else max(0, round(self.until - self.monotonic()))

    @property
    def banner(self) -> str:
        """What players should know; empty: nothing."""
        left_s = self.left_s
        if left_s is None:
            return ""
        why = f" ({self.why})" if self.why else ""
        return f"The server stops in {spelled(left_s)}{why}. No new match begins. {KEPT}"

    def begin(self, seconds: int, why: str) -> None:
        """Stop in so many seconds, whatever was said before; everybody hears it."""
        self.until, self.why = self.monotonic() + seconds, why
        self._told_s = seconds
        self.tell(self.banner)

    def cancel(self) -> bool:
        """Go on after all; False: it was not about to stop."""
        if self.until is None:
            return False
        self.until, self.why = None, ""
        self.tell("The server does not stop after all: go on.")
        return True

    def step(self) -> None:
        """Tell what is due to be told; stop when it is time."""
        left_s = self.left_s
        if left_s is None:
            return
        if left_s == 0:
            self.until = self.monotonic()
            self.stop()
            return
        due = [mark for mark in MARKS_S if left_s <= mark < self._told_s]
        if due:
            self._told_s = min(due)
            self.tell(self.banner)
