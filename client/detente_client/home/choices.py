"""What a player can choose at home.

Owns: `Choice`, a union.
Does not know: what comes of a choice (`journey`).
"""

from __future__ import annotations

from pathlib import Path

from attrs import field, frozen

from detente_client.journeys.solo import Wish


@frozen
class Learn:
    """The first two turns, with a tutor."""


@frozen
class Begin:
    """A game against bots."""

    wish: Wish


@frozen
class GoOn:
    """An unfinished game."""

    folder: str
    """The name of its folder."""


@frozen
class Visit:
    """A server."""

    address: str
    name: str = ""
    """Empty: one of the player's own choice."""
    match: str = ""
    """An id, or an invitation's code; empty: the lobby."""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


@frozen
class LookAgain:
    """A finished match."""

    archive: Path


@frozen
class GoThrough:
    """A finished match, step by step."""

    archive: Path


@frozen
class WriteOut:
    """What was told in a finished match, as a file."""

    archive: Path


@frozen
class Delete:
    """A finished match, for good."""

    archive: Path


Choice = Learn | Begin | GoOn | Visit | LookAgain | GoThrough | WriteOut | Delete
