"""Variety: what the key draws at the start of a match (rules, section 1, Variety).

Owns: `draw_sheets`. Pure, from the dice alone: everybody can check it when the salt is opened.
Does not know: anything that happens later.
"""

from __future__ import annotations

from collections.abc import Mapping

from detente_server.rules.book import Game
from detente_server.rules.pack import Mode, Sheet
from detente_wire.terms import NationId


def draw_sheets(game: Game, mode: Mode) -> Mapping[NationId, Sheet]:
    """Each nation's card: the first of the pack in `historical` mode."""
    return {nation.id: nation.sheets[0] for nation in game.pack.nations}
