"""About the seat itself: who speaks while it is empty, whether it is ready, how the table goes on."""

from __future__ import annotations

from typing import Literal

from attrs import field
from attrs.validators import ge, le

from detente_wire.terms import NationId
from detente_wire.values import frozen


@frozen
class Instruct:
    """Standing instructions for the chargé d'affaires who speaks when you are away."""

    stance: Literal["conciliatory", "firm"] = "firm"
    avoid: tuple[NationId, ...] = ()
    """Nations whom he neither asks to talks nor joins in them."""


@frozen
class Honour:
    """In secret, at any time before the archive opens: who understood you best, whose word you would take again."""

    listener: NationId
    trusted: NationId


@frozen
class Ready:
    """Nothing more this turn, unless something new is addressed to you; at muster: you are there, begin."""


PollQuestion = Literal["extend", "pause", "go-on", "replace", "end"]
"""What a table can decide by vote."""


@frozen
class Poll:
    """Vote on how the table goes on, in secret; who votes first opens the poll. Polls end with the turn."""

    question: PollQuestion
    """``extend``: half a turn more; ``pause``: until it goes on, within the budget; ``replace``: free the seat."""
    nation: NationId | None = None
    """``replace``: whose seat."""
    yes: bool = True


@frozen
class Excuse:
    """You miss this turn and, if you say so, the next ones: the chargé d'affaires speaks, and it is not held against
    you. Five turns a match."""

    turns: int = field(default=1, validator=[ge(1), le(5)])
