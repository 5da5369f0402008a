"""The message by which a page sends the player to what was told.

Owns: `ShowEntry`.
Does not know: how it is shown (the screen asks the page of talks).
"""

from __future__ import annotations

from textual.message import Message


class ShowEntry(Message):
    """Bring this entry of the transcript into sight, in its room."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
