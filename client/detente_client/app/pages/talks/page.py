"""The page of talks: rooms on the left, what was said in one of them beside it.

Owns: `TalksPage`, which room is looked at.
Does not know: how a line is typed.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll

from detente_client.app.kit import Choices, Shown, Words, lines, painted
from detente_client.app.pages.page import Page
from detente_client.delegation.rooms import NEWS, Room, title
from detente_client.delegation.transcript import Entry


class TalksPage(Page):
    """Rooms and a transcript."""

    room: Room = NEWS

    def compose(self) -> ComposeResult:
        """Two columns."""
        with Horizontal():
            yield Choices(id="rooms")
            with VerticalScroll(id="transcript"):
                yield Words(id="said")

    def renew(self) -> None:
        """Draw the rooms, and the room that is looked at."""
        self.query_one("#rooms", Choices).offer(
            [(room.key, self._row(room)) for room in self.delegation.transcript.rooms()]
        )
        said = [line for entry in self._entries() for line in entry.lines]
        self.query_one("#said", Words).show(lines(said))
        self.query_one("#transcript", VerticalScroll).scroll_end(animate=False)

    def _entries(self) -> list[Entry]:
        return self.delegation.transcript.of(self.room.key)

    def _row(self, room: Room) -> Shown:
        unread = self.delegation.transcript.unread(room.key)
        count = unread.named + unread.messages + unread.noise
        return painted(title(self.delegation.scene, room), f" {count}" if count else "")

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Look at that room."""
        self.room = next(room for room in self.delegation.transcript.rooms() if room.key == event.option.id)
        self.delegation.transcript.mark(self.room.key)
        self.renew()
