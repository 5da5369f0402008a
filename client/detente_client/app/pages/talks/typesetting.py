"""Entries as paragraphs: who speaks in his colour, a line across where a turn begins or the unread do.

Owns: `Typesetter`.
Does not know: which room is looked at and why, how paragraphs are wrapped (`roll`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from attrs import define, field

from detente_client.app.roll import Paragraph, Span
from detente_client.delegation.reading import Sentence, opens_turn, sentences, turn_title
from detente_client.delegation.rooms import EVERYTHING, NEWS, Room
from detente_client.delegation.transcript import Entry
from detente_client.describe.told import Scene
from detente_client.figures import minute
from detente_client.i18n import tr
from detente_client.settings.values import places

SECRET = "▌"
"""Before every row of a back-channel."""
COLOURS = 8
MINUTE_CELLS, HALVES_CELLS = 6, 9
"""Cells of ``14:05`` and ``12:05 pm`` with the space behind."""
_STYLES = {"plain": "", "urgent": "", "heading": "heading", "answer": "answer"}


def no_notes(entry: Entry) -> list[tuple[str, str]]:
    """Nothing is noted beside an entry."""
    return []


@define
class Typesetter:
    """Sets one room's entries in order; it remembers what stood last."""

    scene: Scene
    room: Room
    new_from: int | None = None
    """Number of the entry above which the read marker stands."""
    timed: bool = False
    """Whether the minute stands before what was told in it."""
    halves: bool = False
    """Whether a day has two times twelve hours."""
    words: tuple[str, ...] = ()
    """Words that count as naming the player: they stand out where others say them."""
    notes: Callable[[Entry], list[tuple[str, str]]] = no_notes
    """Lines below an entry that may change, with their style."""
    _turn: int = field(default=0, init=False)
    _minute: str = field(default="", init=False)

    def set(self, entry: Entry) -> Iterator[Paragraph]:
        """The paragraphs of the next entry."""
        if entry.number == self.new_from:
            yield Paragraph(tr("new"), "marker", fill="─", place=entry.number)
        if entry.turn != self._turn:
            self._turn = entry.turn
            own_title = self.room in (NEWS, EVERYTHING) and opens_turn(entry)
            if entry.turn and not own_title:
                yield Paragraph(turn_title(self.scene, entry.turn), "divider", fill="─", place=entry.number)
        gutter = self._gutter(entry)
        for n, sentence in enumerate(sentences(self.scene, entry, self.room)):
            yield self._paragraph(entry, sentence, gutter if not n else " " * len(gutter))
        for text, style in self.notes(entry):
            sign, sign_style = self._sign(entry)
            yield Paragraph(text, style, (), sign, sign_style, " " * (len(gutter) + 2), place=entry.number)

    def _paragraph(self, entry: Entry, sentence: Sentence, gutter: str) -> Paragraph:
        sign, sign_style = self._sign(entry)
        text, shift = sentence.text, 0
        if sentence.sort in ("urgent", "answer") and text:
            mark = "! " if sentence.sort == "urgent" else "› "
            text, shift = mark + text, len(mark)
        spans: list[Span] = [(0, 2, "named")] if sentence.sort == "urgent" else []
        if sentence.nation is not None:
            start, end = sentence.name
            spans.append((start + shift, end + shift, self._colour(sentence)))
        if entry.heard is not None and entry.weight != "own":
            spans += [(start, end, "word") for start, end in places(self.words, text)]
        return Paragraph(
            text,
            _STYLES[sentence.sort],
            tuple(spans),
            sign,
            sign_style,
            gutter,
            place=entry.number,
        )

    def _sign(self, entry: Entry) -> tuple[str, str]:
        return (f"{SECRET} ", "secret") if entry.room.kind == "back-channel" else ("", "")

    def _colour(self, sentence: Sentence) -> str:
        order = self.scene.pack.order
        at = order.index(sentence.nation) if sentence.nation in order else 0
        return f"nation-{at % COLOURS + 1}"

    def _gutter(self, entry: Entry) -> str:
        """The minute, where another one has begun."""
        if not self.timed:
            return ""
        wide = HALVES_CELLS if self.halves else MINUTE_CELLS
        if entry.heard is None or not entry.heard.at_s:
            return " " * wide
        now = minute(datetime.fromtimestamp(entry.heard.at_s), halves=self.halves).rjust(wide - 1) + " "
        if now == self._minute:
            return " " * wide
        self._minute = now
        return now
