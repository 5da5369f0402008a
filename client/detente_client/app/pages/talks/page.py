"""The page of talks: rooms on the left, what was said in one of them beside it, above that who is there.

Owns: `TalksPage`: what is drawn of the room that is looked at, when it counts as read.
Does not know: how a line is typed, where marks are kept.
"""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from detente_client.app.app import DetenteApp
from detente_client.app.kit import Choices
from detente_client.app.pages.page import Page
from detente_client.app.pages.talks.door import Door, Side
from detente_client.app.pages.talks.roomlist import RoomList
from detente_client.app.pages.talks.seeking import Seeking
from detente_client.app.pages.talks.typesetting import Typesetter
from detente_client.app.roll import Roll
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.register import beside, listed
from detente_client.delegation.rooms import EVERYTHING, Room
from detente_client.delegation.transcript import Entry
from detente_client.describe.tracking import stations
from detente_wire.notices import Letter

BESIDE_FROM = 116
"""Cells of the page from which on who is in the room stands beside it."""
TIMED_FROM = 70
"""Cells of a roll from which on there is room for the minute."""


class TalksPage(Page):
    """Rooms and a transcript."""

    DEFAULT_CSS = """
    TalksPage Roll { height: 1fr; }
    TalksPage #talk { padding: 0 0 0 1; }
    TalksPage #talk.-secret { padding: 0; border-left: outer $secret; }
    """

    class Done(Message):
        """Words are no more sought: the line may be typed in again."""

    def __init__(self, delegation: Delegation, *, id: str) -> None:
        super().__init__(delegation, id=id)
        self._setter: Typesetter | None = None
        self._edition = 0
        self._posted: object = None
        self._set = 0
        """How many entries of the room are on the roll."""

    def compose(self) -> ComposeResult:
        """Two columns."""
        with Horizontal():
            yield RoomList()
            with Vertical(id="talk"):
                yield Door()
                yield Roll(id="transcript")
                yield Seeking(self.delegation)
            yield Side()

    @property
    def roll(self) -> Roll:
        """What was said."""
        return self.query_one("#transcript", Roll)

    @property
    def room(self) -> Room:
        """The room that is looked at."""
        return self.delegation.room

    # -- drawing ------------------------------------------------------------------------------------------------

    def renew(self) -> None:
        """Draw what is new of the room that is looked at, and the rooms."""
        transcript = self.delegation.transcript
        setter = self._setter
        if setter is not None and (setter.halves, setter.words) != (self._halves, self._words):
            setter = None
        if setter is None or setter.room.key != self.room.key or self._edition != transcript.edition:
            self._begin()
        elif self._posted != self._post():
            self._set_anew()
        self._go_on()
        self._read()
        self._draw_door()
        self._draw_rooms()

    @property
    def _halves(self) -> bool:
        """Whether the player's day has two times twelve hours."""
        return isinstance(self.app, DetenteApp) and not self.app.settings.clock_24h

    @property
    def _words(self) -> tuple[str, ...]:
        """What counts as naming the player."""
        return self.app.settings.highlight if isinstance(self.app, DetenteApp) else ()

    def _begin(self) -> None:
        """Begin the roll anew: another room, or another reading of it."""
        transcript = self.delegation.transcript
        first = transcript.first_unread(self.room.key)
        new_from = first.number if first is not None and self._has_read() else None
        timed = self.roll.size.width >= TIMED_FROM
        self._setter = Typesetter(
            self.delegation.scene, self.room, new_from, timed, self._halves, self._words, self._stations
        )
        self._posted = self._post()
        self._edition, self._set = transcript.edition, 0
        self.roll.begin()

    def _set_anew(self) -> None:
        """The same entries again, for what stands below letters has changed; where one reads stays in sight."""
        assert self._setter is not None
        new_from, follows, top = self._setter.new_from, self.roll.follows, self.roll.top_place()
        self._begin()
        self._setter.new_from = new_from
        self._go_on()
        if not follows:
            self.roll.show_place(top)

    def _post(self) -> object:
        """What the ways of the room's letters depend on."""
        view = self.delegation.table.view
        return (view.turn, len(view.letters)) if self.room.kind in ("letters", "everything") else None

    def _stations(self, entry: Entry) -> list[tuple[str, str]]:
        """Where a letter is, below it: told once it was sent or has come, not again with what is told of it later."""
        notice = entry.heard.notice if entry.heard else None
        if not isinstance(notice, Letter) or notice.how not in ("sent", "arrived"):
            return []
        told = self.delegation.transcript.letters.get(notice.ref, [])
        return [(f"→ {one.text}", one.tone) for one in stations(self.delegation.scene, notice.ref, told)]

    def _has_read(self) -> bool:
        """Whether anything of the room was read: where nothing was, all is new and no mark is needed."""
        marks, key = self.delegation.transcript.marks, self.room.key
        return key == EVERYTHING.key or marks.get(key, 0) > 0

    def _go_on(self) -> None:
        """Set what has been told since."""
        entries = self.delegation.transcript.of(self.room.key)
        if self._set < len(entries) and self._setter is not None:
            setter, fresh = self._setter, entries[self._set :]
            self._set = len(entries)
            self.roll.extend([paragraph for entry in fresh for paragraph in setter.set(entry)])

    def _read(self) -> None:
        """What stands at the end and is in sight was seen, while the terminal is looked at."""
        if self.roll.follows and self.app.app_focus:
            self.delegation.seen(self.room)

    def _draw_door(self) -> None:
        scene, wide = self.delegation.scene, self.size.width >= BESIDE_FROM
        self.query_one(Door).draw(scene, self.room, wide=wide)
        self.query_one(Side).draw(scene, self.room, wide=wide)
        self.query_one("#talk").set_class(self.room.kind == "back-channel", "-secret")

    def _draw_rooms(self) -> None:
        delegation = self.delegation
        rows = listed(delegation.scene, delegation.transcript, self.room)
        self.query_one(RoomList).draw(rows, self.room)

    def on_resize(self, event: events.Resize) -> None:
        """The minute is shown where there is room for it, and who is there beside."""
        self._draw_door()
        if self._setter is not None and self._setter.timed != (self.roll.size.width >= TIMED_FROM):
            self._setter = None
            self.call_after_refresh(self.renew)

    # -- going --------------------------------------------------------------------------------------------------

    def go(self, room: Room) -> None:
        """Look at a room."""
        self.delegation.whereabouts.look(room)
        self.renew()
        self.post_message(self.Moved())

    def go_beside(self, step: int) -> None:
        """To the next room of the list, or the one before."""
        rows = listed(self.delegation.scene, self.delegation.transcript, self.room)
        self.go(beside(rows, self.room, step))

    def go_to_number(self, number: int) -> None:
        """To the room with this number in the list."""
        rows = listed(self.delegation.scene, self.delegation.transcript, self.room)
        if number <= len(rows):
            self.go(rows[number - 1].room)

    def go_active(self) -> None:
        """To the room in which the weightiest things wait."""
        rows = listed(self.delegation.scene, self.delegation.transcript, self.room)
        closed = {row.room.key for row in rows if row.state == "closed"}
        room = self.delegation.transcript.next_active(self.room.key, closed)
        if room is not None:
            self.go(room)

    def show_entry(self, number: int) -> None:
        """Bring an entry into sight, in its room."""
        entries = self.delegation.transcript.entries
        if 0 <= number < len(entries):
            self.go(entries[number].room)
            self.roll.show_place(number)

    # -- seeking ------------------------------------------------------------------------------------------------

    def seek(self) -> None:
        """Find words in all rooms."""
        self.query_one(Seeking).open()

    def on_seeking_found(self, event: Seeking.Found) -> None:
        """Bring a place into sight, with the words marked."""
        event.stop()
        if event.hit is None:
            self.roll.find("")
            self.post_message(self.Done())
            return
        number = event.hit.entry.number
        if self.room != EVERYTHING:
            self.go(event.hit.entry.room)
        self.roll.find(event.words, number)
        self.roll.show_place(number)

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Look at that room."""
        event.stop()
        rows = listed(self.delegation.scene, self.delegation.transcript, self.room)
        chosen = next((row.room for row in rows if row.room.key == event.option.id), None)
        if chosen is not None:
            self.go(chosen)

    def on_roll_followed(self, event: Roll.Followed) -> None:
        """The end is in sight again: what stands there was seen."""
        self.renew()
