"""The constraints that the format's annotations carry: `Annotated[int, Range(0, 100)]` and their like.

Owns: one frozen class a constraint.
Does not know: how they are checked (`structure`), or who uses them (`format`).
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

IdKind = Literal["nation", "issue", "option", "inject", "medium", "venue", "card", "institution"]


@frozen
class Range:
    """An integer from `low` to `high`, both allowed."""

    low: int
    high: int


@frozen
class Count:
    """A list of `low` to `high` things."""

    low: int
    high: int


@frozen
class Words:
    """Text of at most `most` characters, not empty unless `empty`, on one line."""

    most: int
    empty: bool = False


@frozen
class Shape:
    """Text of a fixed form: the pattern that it matches as a whole, and what to call it."""

    pattern: str
    called: str


@frozen
class Declares:
    """The id of a new thing of this kind; unique within its list."""

    kind: IdKind


@frozen
class Refers:
    """The id of a thing that the pack has; an option: of the issue whose key stands around it."""

    kind: IdKind


@frozen
class Distinct:
    """A list in which nothing stands twice."""


Mark = Range | Count | Words | Shape | Declares | Refers | Distinct
