"""The bar at the top: crisis, turn, tension, what the player has left, how long the turn is open.

Owns: `StatusBar`: what fits into its row, when the clock is drawn.
Does not know: pages, where the figures come from (`delegation.bearings`).

Nothing is drawn that has not changed: without a deadline there is no timer at all, and with one the bar wakes when the
text of its clock would be another, every ten seconds, in the last minute, or where the player wants it, every second.
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.content import Content
from textual.timer import Timer

from detente_client.app.app import DetenteApp
from detente_client.app.kit import Words, gated, painted
from detente_client.charts import bar
from detente_client.delegation.bearings import FINE_S, Bearings, bearings, clock_text, short_date, step_s
from detente_client.delegation.delegation import Delegation
from detente_client.i18n import tr, trn

BAR = 6
"""Cells of the bar of tension."""
SHORTEST = 6
LEAST_OF_RUNG = 12
"""Cells of a rung's name that say something."""
Part = tuple[str, str]


class StatusBar(Words):
    """One row."""

    def __init__(self, delegation: Delegation) -> None:
        super().__init__(id="status")
        self._delegation = delegation
        self._drawn: Content | None = None
        self._timer: Timer | None = None
        self.writes = 0
        """How often it was drawn."""

    def renew(self) -> None:
        """Say how things stand, if they stand otherwise."""
        now = bearings(self._delegation)
        shown = painted(*self._row(now))
        if self._drawn is None or shown.plain != self._drawn.plain or shown.spans != self._drawn.spans:
            self._drawn = shown
            self.writes += 1
            self.show(shown, layout=False)
        self._wake(now)

    @property
    def _seconds(self) -> bool:
        """Whether the player wants each of them, also before the last minute."""
        return isinstance(self.app, DetenteApp) and self.app.settings.clock_seconds

    def on_resize(self, event: events.Resize) -> None:
        """More fits, or less."""
        self.renew()

    def _wake(self, now: Bearings) -> None:
        """Draw again when the clock shows something else."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if now.left_s and not now.paused:
            self._timer = self.set_timer(
                now.left_s % step_s(now.left_s, seconds=self._seconds) + 1, self.renew
            )

    # -- what stands there --------------------------------------------------------------------------------------

    def _row(self, now: Bearings) -> list[Part]:
        """As much as fits: the title goes first, then the bar, whose figure stays, then the date; the rung gets what
        is left."""
        date, short = gated(now.date), gated(short_date(now.date))
        full, brief = _left(now, date), _left(now, short)
        own, rung = _own(now, self._seconds), f" {gated(now.rung)}"
        ways = (
            (99, _left(now, date, gated(now.crisis)), True),
            (99, full, True), (99, brief, True), (99, full, False), (99, brief, False),
            (LEAST_OF_RUNG, full, True), (LEAST_OF_RUNG, brief, False), (0, brief, True),
            (LEAST_OF_RUNG, _left(now, ""), True),
        )  # fmt: skip
        for least, left, barred in ways:
            parts = [*left, *_tension(now, barred)]
            spare = self.content_size.width - sum(cell_len(text) for text, _ in (*parts, *own))
            if spare >= min(least, cell_len(rung)):
                return [*parts, (_cut(rung, spare), _colour(now)), *own]
        return [*parts, *own]


def _cut(text: str, cells: int) -> str:
    if cells < SHORTEST:
        return ""
    return text if cell_len(text) <= cells else set_cell_size(text, cells - 1) + "…"


def _left(now: Bearings, date: str, title: str = "") -> list[Part]:
    """Where in the crisis one is."""
    of = f"{now.turn}/{now.length}" if now.length else f"{now.turn}"
    if now.over and now.turn:
        turn = tr("Over after turn {turn}", turn=now.turn)
    else:
        turn = tr("Turn {turn}", turn=of) if now.turn else tr("Before turn 1")
    parts = [(f"{title}  ", "bold $accent")] if title else []
    return [*parts, (turn, "bold"), (f" {date}" if date else "", ""), ("  ", "")]


def _tension(now: Bearings, barred: bool = True) -> list[Part]:
    """The figure, where it goes, a bar where there is room."""
    trend = "▲" if now.trend > 0 else "▼" if now.trend < 0 else "="
    figure = tr("Tension {tension}", tension=now.tension)
    return [
        (figure, "bold"),
        (trend, _colour(now)),
        *([(bar(now.tension, 100, BAR), f"{_colour(now)} on $surface")] if barred else []),
    ]


def _colour(now: Bearings) -> str:
    return "$calm" if now.tension < 40 else "$tense" if now.tension < 70 else "$grave"


def _own(now: Bearings, seconds: bool) -> list[Part]:
    """Envoys, capital, the clock, and whether the server is there."""
    parts: list[Part] = []
    if now.envoys is not None:
        envoys = trn("{count} envoy", "{count} envoys", now.envoys)
        parts = [
            ("  " + envoys, "bold" if now.envoys else "dim"),
            (" " + tr("{capital} capital", capital=now.capital), ""),
        ]
    elif now.role != "player":
        parts = [("  " + (tr("umpire") if now.role == "umpire" else tr("you watch")), "bold")]
    if not now.connected:
        return [("  " + tr("reconnecting…"), "bold $named"), *parts]
    if now.sending:
        return [("  " + tr("sending…"), "$named"), *parts]
    if now.paused:
        return [*parts, ("  " + tr("paused"), "bold $named")]
    if now.left_s is not None:
        parts.append(
            (
                "  " + clock_text(now.left_s, seconds=seconds),
                "bold $named" if now.left_s <= FINE_S else "bold",
            )
        )
    return parts
