"""How long the talks are still open: said when asked, and announced a few times, never redrawn.

Owns: the marks, the estimate of the server's clock, the words for a duration.
Does not know: what else is printed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from detente_client.describe.telling import URGENT
from detente_client.i18n import tr
from detente_client.words.naming import count, sentences
from detente_wire.view import View

MARKS_S = (600, 300, 60, 20)
"""Seconds left at which the clock is announced."""
MOST_BEHIND_S = 5
"""The server's clock is taken to be at most so far behind ours: old notices would make it seem further."""


class TurnClock:
    """The deadline of the turn that is open."""

    def __init__(self, view: View, say: Callable[[str], None], now: Callable[[], float]) -> None:
        self._view = view
        self._say = say
        self._now = now
        self._ahead_s: float = -MOST_BEHIND_S
        self._task: asyncio.Task[None] | None = None

    def heard(self, at_s: int) -> None:
        """A notice of this server time has come: the server's clock shows at least that."""
        self._ahead_s = max(self._ahead_s, at_s - self._now())

    def left_s(self) -> int | None:
        """Seconds until the talks close; None without a deadline."""
        deadline = self._view.deadline_s
        return max(0, round(deadline - self._now() - self._ahead_s)) if deadline else None

    def line(self) -> str:
        """How long the talks are still open, in words."""
        left, view = self.left_s(), self._view
        if view.ended is not None:
            return tr("The match is over: no clock runs.")
        if not view.turn:
            return self._before()
        turn, have = tr("Turn {turn}, {date}.", turn=view.turn, date=view.date), ""
        if view.me is not None:
            have = tr(
                "Tension {tension}; you have {envoys} and {capital} capital left.",
                tension=view.tension,
                envoys=count(view.envoys, "envoy"),
                capital=view.capital,
            )
        if view.clock is not None and view.clock.paused:
            stands = tr("The clock stands: talk on, the turn does not close meanwhile.")
            return sentences(turn, stands, have)
        if left is None:
            return sentences(turn, tr("No deadline: the talks close when all are ready."), have)
        return sentences(turn, tr("{time} left, or less if all are ready.", time=spell(left)), have)

    def _before(self) -> str:
        """At muster: there is a deadline only for saying that one is there."""
        if self._view.mustered is None:
            return tr("The talks have not begun: they do when everybody has come.")
        left = max(0, round(self._view.mustered.until_s - self._now() - self._ahead_s))
        return tr("The talks have not begun. {time} left to confirm with /ready.", time=spell(left))

    def restart(self) -> None:
        """A deadline was set: announce its marks."""
        self.stop()
        if self._view.deadline_s:
            self._task = asyncio.get_running_loop().create_task(self._count_down())

    def stop(self) -> None:
        """Announce nothing more."""
        if self._task is not None:
            self._task.cancel()
        self._task = None

    async def _count_down(self) -> None:
        for mark in MARKS_S:
            left = self.left_s()
            if left is None:
                return
            if left > mark:
                await asyncio.sleep(left - mark)
                self._say(URGENT + tr("{time} left in this turn.", time=spell(mark)))


def spell(seconds: int) -> str:
    """``5 minutes``, ``1 minute 20 seconds``, ``2 hours 5 minutes``."""
    hours, rest = divmod(seconds, 3600)
    minutes, last = divmod(rest, 60)
    parts = [count(hours, "hour")] if hours else []
    parts += [count(minutes, "minute")] if minutes else []
    parts += [count(last, "second")] if (last and not hours) or not parts else []
    return " ".join(parts)
