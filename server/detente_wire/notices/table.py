"""The table: who sits at it, its clock, its umpire, what it votes on."""

from __future__ import annotations

from typing import Literal

from detente_wire.acts import PollQuestion
from detente_wire.terms import NationId, Ref
from detente_wire.values import frozen


@frozen
class SeatChanged:
    """To all: who speaks for a nation now."""

    nation: NationId
    holder: Literal["player", "bot", "charge", "minister", "empty"]
    name: str = ""


@frozen
class ClockSet:
    """To all: when this turn's TALKS close; 0: when all are ready."""

    deadline_s: int
    """Absolute server time in whole seconds (Unix)."""
    paused: bool = False
    """The clock stands; the deadline moves by as long as it does."""
    goes_on_s: int = 0
    """While it stands: when it goes on by itself."""


@frozen
class TableLaid:
    """To all, at muster: how this table is set, where it is not as usual."""

    umpire: bool = False
    """An umpire reads everything, whatever its audience, or may come to."""
    drawn: bool = False
    """Seats are drawn at the beginning."""
    anonymous: bool = False
    """No names until the end."""
    muster_s: int = 0
    """Within this time all must confirm with READY once the seats are taken."""


@frozen
class UmpireSeated:
    """To all: somebody reads everything in this match from now on, or no longer."""

    name: str
    present: bool = True


@frozen
class Mustered:
    """To all: how many of those who are seated have confirmed that they are there; not who."""

    confirmed: int
    of: int
    until_s: int
    """By when all must have; 0: a seat is free again, and nobody need confirm now."""


@frozen
class OrderGiven:
    """To all: somebody in charge, or the table by vote, changed how the match goes on."""

    role: Literal["umpire", "operator", "host", "table"]
    order: Literal["extend", "pause", "go-on", "replace", "end", "credit"]
    seconds: int = 0
    """``extend`` and ``credit``: by how much; ``pause``: for how long at most."""
    nation: NationId | None = None
    """``replace``: whose seat."""


@frozen
class NewsTold:
    """To all: the umpire tells what happened in the world; the words stand beside."""

    ref: Ref
    role: Literal["umpire", "operator", "host"] = "umpire"
    tension: int = 0
    """By how much tension moves at the end of the turn because of it."""


@frozen
class Whispered:
    """To one seat: the umpire says something to it alone; the words stand beside."""

    ref: Ref
    nation: NationId
    role: Literal["umpire", "operator", "host"] = "umpire"


@frozen
class Polled:
    """To all: how a secret vote of the table stands."""

    question: PollQuestion
    nation: NationId | None
    yes: int
    no: int
    needs: int
    """Votes for it that carry it."""
    outcome: Literal["open", "carried", "failed"] = "open"


@frozen
class DeadlineNear:
    """To a seat that has sent nothing this turn: the talks close soon."""

    deadline_s: int


@frozen
class Excused:
    """To a seat: its player is excused, and how many turns of that are left."""

    until_turn: int
    """The last turn that he is excused from."""
    left: int


@frozen
class NameOpened:
    """Who spoke for a nation at the end."""

    nation: NationId
    name: str


@frozen
class NamesOpened:
    """To all, at the end of a match without names: who was who."""

    names: tuple[NameOpened, ...]
