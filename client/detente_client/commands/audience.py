"""For whom a command is: who holds a seat acts, who looks on looks things up, who is umpire orders.

Owns: which commands are only for a seat.
Does not know: whether the server would allow it just now (it always answers).
"""

from __future__ import annotations

from detente_client.commands import arguments, councils, informal, statecraft, texts
from detente_client.commands import umpire as umpires
from detente_client.commands.grammar import Command

_ACTING = frozenset(
    {arguments.GROUP, councils.GROUP, informal.GROUP, statecraft.GROUP, statecraft.OTHER, texts.GROUP}
)
"""Groups of commands that act for a nation."""
_LOOKING = frozenset({"bodies", "in", "remedies"})
"""Commands of these groups that anybody can give: they look something up, or go to a room."""
_OF_A_SHEET = frozenset({"check", "points", "sheet", "todo", "whips"})
"""Commands of other groups that are about a nation's own card, or what waits for it."""


def is_for(command: Command, *, acts: bool, sheet: bool, umpire: bool = False) -> bool:
    """Whether it is for who acts for a nation, who has a nation's sheet before him (as in a replay), who is umpire."""
    if command.group == umpires.GROUP:
        return umpire
    if command.name in _OF_A_SHEET:
        return sheet
    return acts or command.group not in _ACTING or command.name in _LOOKING
