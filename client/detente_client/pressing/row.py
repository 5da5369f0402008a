"""The rows of what presses: one thing, and what can be done about it.

Owns: `Standing` and `Step`.
Does not know: what there is, how it is drawn.
"""

from __future__ import annotations

from attrs import frozen


@frozen
class Step:
    """Something that the player can do about it."""

    label: str
    line: str
    """The command; one that ends in a space waits to be completed by him."""


@frozen
class Standing:
    """One thing that presses."""

    key: str
    title: str
    """In a list: short."""
    lines: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    urgent: bool = False
    """It asks for the player's choice now."""
