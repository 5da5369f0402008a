"""How a match stands, in the few figures that are always in sight.

Owns: `Bearings`, the words for the time that is left.
Does not know: where they stand, how often they are drawn.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from detente_client.i18n import tr
from detente_client.publicpack import PublicPack
from detente_wire.messages import Role
from detente_wire.view import View

if TYPE_CHECKING:
    from detente_client.delegation.delegation import Delegation

COARSE_S, FINE_S = 10, 60
"""The clock is said in steps of ten seconds, but in its last minute in seconds."""
HOUR_S, DAY_S = 3600, 86_400


@frozen
class Bearings:
    """The figures."""

    crisis: str
    turn: int
    length: str
    """How many turns the talks may last, ``12–14``; empty: as long as they will."""
    date: str
    tension: int
    rung: str
    trend: int
    """By how much tension moved since the last turn's talks closed."""
    envoys: int | None
    """None for who has no seat."""
    capital: int | None
    role: Role
    left_s: int | None
    paused: bool
    connected: bool
    over: bool
    sending: bool
    """Whether an answer of the server is waited for that should have come."""


def bearings(delegation: Delegation) -> Bearings:
    """As the player knows them now."""
    pack, view = delegation.scene.pack, delegation.table.view
    seated = view.me is not None and view.turn > 0
    return Bearings(
        pack.title,
        view.turn,
        _length(pack),
        view.date,
        view.tension,
        pack.rung(view.tension),
        _trend(view),
        view.envoys if seated else None,
        view.capital if seated else None,
        delegation.table.role if view.me is None else "player",
        None if delegation.over or not view.turn else delegation.clock.left_s(),
        view.clock is not None and view.clock.paused,
        delegation.connected,
        delegation.over,
        delegation.errands.slow,
    )


def _length(pack: PublicPack) -> str:
    """From the turn of the deadline on the talks may close, and after the turns of grace they do."""
    if not pack.deadline:
        return ""
    return f"{pack.deadline}–{pack.deadline + pack.grace}" if pack.grace else f"{pack.deadline}"


def _trend(view: View) -> int:
    """By how much tension moved in the last turn and in this one so far."""
    return sum(line.move.by for line in view.moves("tension") if line.turn >= max(view.turn - 1, 1))


_MONTHS = re.compile(
    r"\b(January|February|March|April|June|July|August|September|October|November|December)\b"
)


def short_date(date: str) -> str:
    """The date with its months cut to three letters, for narrow places."""
    return _MONTHS.sub(lambda found: found.group()[:3], date)


def step_s(left_s: int, *, seconds: bool = False) -> int:
    """In steps of how many seconds so long a time is said; `seconds`: each of them, below an hour."""
    return 1 if left_s <= FINE_S or (seconds and left_s < HOUR_S) else COARSE_S if left_s < HOUR_S else 60


def clock_text(left_s: int, *, seconds: bool = False) -> str:
    """``4:30``, ``0:07``, ``2 h 05``, ``3 d 4 h``."""
    left_s -= left_s % step_s(left_s, seconds=seconds)
    if left_s >= DAY_S:
        return tr("{days} d {hours} h", days=left_s // DAY_S, hours=left_s % DAY_S // HOUR_S)
    if left_s >= HOUR_S:
        return tr("{hours} h {minutes}", hours=left_s // HOUR_S, minutes=f"{left_s % HOUR_S // 60:02d}")
    return f"{left_s // 60}:{left_s % 60:02d}"
