"""A person in front of a screen, whichever screen it is: what the journeys (solo, joining, campaigns) need of it.

Owns: the protocol `Sitting`.
Does not know: any front end (`plain.sitting` prints lines, `app.sitting` fills the terminal), which of them is taken
(`cli.seating`).
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from detente_client.home.choices import Choice
    from detente_client.home.shelf import Shelf
    from detente_client.sessions.attended import Match
    from detente_client.sessions.session import Session
    from detente_wire.archive import Archive
    from detente_wire.terms import NationId


class Sitting(Protocol):
    """One person's screen, from the lobby to the debrief."""

    def say(self, *lines: str) -> None:
        """Tell what belongs to no match."""

    def say_paths(self, text: str) -> None:
        """Tell lines that must stay as they are: a path, a command to type."""

    async def ask(self, prompt: str) -> str | None:
        """A line that is typed; None at the end of input."""

    async def read_secret(self, prompt: str) -> str | None:
        """A line that is typed and not shown; None at the end of input."""

    async def lobby(self, session: Session, nation: str | None) -> Match | None:
        """A match that was chosen in the lobby; None: the player left. `nation`: asked for beforehand."""

    async def play(self, match: Match, again: str = "") -> int:
        """Play the match until it is over or the player leaves; the exit code. `again`: the command to come back."""

    async def home(self, shelf: Shelf) -> Choice | None:
        """What the player chose of the shelf; None: he has had enough."""

    async def replay(self, archive: Archive, nation: NationId | None) -> None:
        """Go through a match that is over, as this nation saw it; None: all that anybody was told."""

    async def debrief(self, archive: Path, nation: NationId | None = None) -> None:
        """A match is over and its archive lies here: offer to look at it. `nation`: whose part the player had, where
        several people played; else it is taken from the archive."""


Journey = Callable[[Sitting], Awaitable[int]]
"""What is done in front of a person, to the exit code."""


def in_browser() -> bool:
    """Whether a page in a browser is looked at, which is no terminal and shows the app all the same."""
    return bool(os.environ.get("TEXTUAL_DRIVER"))
