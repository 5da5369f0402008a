"""Firebrands: others that press turn after turn, and whether a bot holds back beside one.

Owns: who counts as one, and from when on one holds still. Does not know: what holding back means for a habit
(`means`, `papers`).
"""

from __future__ import annotations

from itertools import takewhile

from detente_server.bots.mind import Mind
from detente_wire.terms import NationId

PRESSED_TURNS = 3
"""After so many turns of pressure in a row a nation is a firebrand."""
ACCIDENTS_FROM = 7
"""The rung from which accidents happen: nothing is left there for a show of force to win."""


def firebrands(mind: Mind) -> list[NationId]:
    """Other principals that raised tension in each of the last three turns."""
    view = mind.view
    since = view.turn - PRESSED_TURNS
    lines = takewhile(lambda line: line.turn >= since, reversed(view.by_dial.get("tension", ())))
    raised = {(line.move.because.by, line.turn) for line in lines if line.move.by > 0}
    return [
        nation for nation in mind.others if all((nation, turn) in raised for turn in range(since, view.turn))
    ]


def holds_back(mind: Mind) -> bool:
    """Whether it presses nobody: what one nation alone raises counts half."""
    return mind.temper.restrained and bool(firebrands(mind))


def holds_still(mind: Mind) -> bool:
    """Whether it also takes back its show of force, and seeks a standstill with the others."""
    return mind.view.rung >= ACCIDENTS_FROM and holds_back(mind)
