"""Which function decides which act, and which steps DAWN and RESOLVE have: the floor plan of the rules.

Owns: the three tables. A new kind of act or step is a line here and a function in its own room.
Does not know: what any of them does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen

from detente_server.rules import dawn
from detente_server.rules.book import Book
from detente_wire.terms import NationId

Decide = Callable[[Book, NationId, Any], None]
"""Decide one act of a nation: enter facts and tellings in the book, or raise `Refused`."""

Step = Callable[[Book], None]
"""One step of DAWN or RESOLVE."""


@frozen
class ActRule:
    """How an act is decided."""

    decide: Decide
    module: str = "core"
    """The rule module that brings it."""


ACT_RULES: dict[type, ActRule] = {
    # channels, letters, what is said in them
    # listening
    # engagements
    # pledges and threats
    # instruments
    # pressure
    # other
}
"""The registry of acts; anything that is not in it is refused."""

DAWN: tuple[Step, ...] = (
    dawn.open_turn,
    # injects, incomes (from turn 2), letters in transit, BATNA drift
    dawn.tell_turn,
)
"""DAWN in order (rules, section 2)."""

RESOLVE: tuple[Step, ...] = (
    # 0 what TALKS earned; what was open and unanswered closes
    # 1 leaks, intercepts, publications
    # 2 inducements, stand-downs
    # 3 threats due
    # 4 pressure, by tool in the table's order
    # 5 compliance
    # 6 endorsements, assurances, signatures, ratifications
    # 7 tension, accident, rung effects
    # 8 stall and what it costs, trust decay
    # 9 end test
)
"""RESOLVE in order 0..9 (rules, section 2)."""
