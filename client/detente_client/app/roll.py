"""A long roll of paragraphs of which only the rows in sight are drawn; it follows its end until it is scrolled up.

Owns: `Paragraph`, `Roll`: wrapping, drawing, following, what was found, selecting text.
Does not know: what the paragraphs are about.

Like `kit` it is a way from a string to the screen: every text passes the gate when it comes in and is drawn as it
stands, never read as markup. Adding paragraphs costs as much as they are many; another width costs one wrapping of
all, which for ten thousand of them is less than the eye notices.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import ClassVar

from attrs import evolve, frozen
from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from detente_client.app.kit import gated
from detente_client.i18n import trn

Span = tuple[int, int, str]
"""From, to, name of a style."""
NAMES = (
    "speaker", "named", "message", "noise", "secret", "heading", "answer", "divider", "marker", "found",
    "here", "below", "word", "calm", "tense", "grave", *(f"nation-{n}" for n in range(1, 9)),
)  # fmt: skip
"""The styles that a paragraph may name."""


@frozen
class Paragraph:
    """Text that is wrapped as one."""

    text: str
    style: str = ""
    spans: tuple[Span, ...] = ()
    """Parts with styles of their own, beside that of the whole."""
    sign: str = ""
    """Before each of its rows."""
    sign_style: str = ""
    gutter: str = ""
    """Before its first row; the others are moved in by as much."""
    fill: str = ""
    """One character by which it reaches to both sides: a line across."""
    place: int = -1
    """What it belongs to: paragraphs of one place stand together."""

    @property
    def hang(self) -> int:
        """By how much the second row is moved in."""
        return len(self.text) - len(self.text.lstrip(" ")) + 2


class Roll(ScrollView, can_focus=True):
    """The roll."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"roll--{name}" for name in NAMES}
    DEFAULT_CSS = """
    Roll { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; background: $background; }
    Roll:focus { background-tint: $foreground 3%; }
    Roll > .roll--speaker { text-style: bold; }
    Roll > .roll--named { color: $named; text-style: bold; }
    Roll > .roll--message { color: $message; }
    Roll > .roll--noise { color: $noise; }
    Roll > .roll--secret { color: $secret; text-style: bold; }
    Roll > .roll--heading { color: $accent; text-style: bold; }
    Roll > .roll--answer { color: $noise; text-style: italic; }
    Roll > .roll--divider { color: $secondary; }
    Roll > .roll--marker { color: $named; text-style: bold; }
    Roll > .roll--found { text-style: reverse; }
    Roll > .roll--here { text-style: reverse bold underline; }
    Roll > .roll--word { color: $named; text-style: bold underline; }
    Roll > .roll--below { background: $named; color: $background; text-style: bold; }
    Roll > .roll--calm { color: $calm; }
    Roll > .roll--tense { color: $tense; }
    Roll > .roll--grave { color: $grave; }
    Roll > .roll--nation-1 { color: $nation-1; text-style: bold; }
    Roll > .roll--nation-2 { color: $nation-2; text-style: bold; }
    Roll > .roll--nation-3 { color: $nation-3; text-style: bold; }
    Roll > .roll--nation-4 { color: $nation-4; text-style: bold; }
    Roll > .roll--nation-5 { color: $nation-5; text-style: bold; }
    Roll > .roll--nation-6 { color: $nation-6; text-style: bold; }
    Roll > .roll--nation-7 { color: $nation-7; text-style: bold; }
    Roll > .roll--nation-8 { color: $nation-8; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "go(-1)", show=False),
        Binding("down,j", "go(1)", show=False),
        Binding("pageup", "leaf(-1)", show=False),
        Binding("pagedown,space", "leaf(1)", show=False),
        Binding("home", "top", show=False),
        Binding("end", "bottom", show=False),
    ]

    class Followed(Message):
        """The end is in sight again."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._paragraphs: list[Paragraph] = []
        self._rows: list[tuple[int, int, int]] = []
        """Paragraph, and from where to where in its text."""
        self._width = 0
        self._below: set[int] = set()
        self._words = ""
        self._here = -1
        self.follows = True
        """Whether what is added is scrolled to."""

    # -- filling ------------------------------------------------------------------------------------------------

    def begin(self, paragraphs: Iterable[Paragraph] = ()) -> None:
        """Begin anew with these, at the end."""
        self._paragraphs, self._rows = [], []
        self._below.clear()
        self.follows = True
        self.extend(paragraphs)
        self.refresh()

    def extend(self, paragraphs: Iterable[Paragraph]) -> None:
        """These too, below."""
        before, height = len(self._paragraphs), len(self._rows)
        self._paragraphs += map(_safe, paragraphs)
        for number in range(before, len(self._paragraphs)):
            self._lay(number)
        self.virtual_size = Size(self._width, len(self._rows))
        if self.follows:
            self.bottom()
        else:
            self._below |= {paragraph.place for paragraph in self._paragraphs[before:]}
        if height - round(self.scroll_y) <= self.size.height:
            self.refresh()
        elif not self.follows:
            self.refresh_lines(round(self.scroll_y) + self.size.height - 1)

    def _lay(self, number: int) -> None:
        """Wrap one paragraph into rows."""
        if self._width:
            paragraph = self._paragraphs[number]
            before = cell_len(paragraph.sign) + cell_len(paragraph.gutter)
            first = max(8, self._width - before)
            rows = (
                [(0, len(paragraph.text))] if paragraph.fill else wrap(paragraph.text, first, paragraph.hang)
            )
            self._rows += [(number, start, end) for start, end in rows]

    def on_resize(self, event: events.Resize) -> None:
        """Another width: wrap all, and keep what is at the top of the sight there."""
        if self.scrollable_content_region.width == self._width:
            if self.follows:
                self.bottom()
            return
        top = self._rows[round(self.scroll_y)][0] if round(self.scroll_y) < len(self._rows) else 0
        follows, self._width, self._rows = self.follows, self.scrollable_content_region.width, []
        for number in range(len(self._paragraphs)):
            self._lay(number)
        self.virtual_size = Size(self._width, len(self._rows))
        if follows:
            self.bottom()
        else:
            self.scroll_to(y=self._row_of(top), animate=False, immediate=True)
        self.refresh()

    # -- moving -------------------------------------------------------------------------------------------------

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scrolled up: the end is followed no more, until it is in sight again."""
        super().watch_scroll_y(old_value, new_value)
        at_end = round(new_value) >= self.max_scroll_y
        if at_end and self._below:
            self._below.clear()
            self.refresh()
        if at_end and not self.follows:
            self.post_message(self.Followed())
        self.follows = at_end

    def bottom(self) -> None:
        """Go to the end, and follow it."""
        self.scroll_to(y=self.max_scroll_y, animate=False, immediate=True)
        self.follows = True
        self._below.clear()

    def show_place(self, place: int) -> None:
        """Bring what belongs to a place into sight, in the middle: of it, the first that has the words sought."""
        here = [n for n, one in enumerate(self._paragraphs) if one.place == place]
        having = (n for n in here if self._words and self._words in self._paragraphs[n].text.casefold())
        found = next(having, here[0] if here else None)
        if found is not None:
            row = self._row_of(found) - self.size.height // 2
            self.scroll_to(y=max(0, row), animate=False, immediate=True)

    def top_place(self) -> int:
        """What the row at the top of the sight belongs to; -1: there is none."""
        at = round(self.scroll_y)
        return self._paragraphs[self._rows[at][0]].place if at < len(self._rows) else -1

    def _row_of(self, number: int) -> int:
        """The first row of a paragraph."""
        low, high = 0, len(self._rows)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self._rows[middle][0] < number else (low, middle)
        return low

    def turn_leaf(self, step: int) -> None:
        """A page up or down, one row of the last staying in sight."""
        rows = max(1, self.size.height - 1)
        self.scroll_to(y=self.scroll_y + step * rows, animate=False, immediate=True)

    def action_go(self, rows: int) -> None:
        """Some rows on."""
        self.scroll_to(y=self.scroll_y + rows, animate=False, immediate=True)

    def action_leaf(self, step: int) -> None:
        """A page on."""
        self.turn_leaf(step)

    def action_top(self) -> None:
        """To the beginning."""
        self.scroll_to(y=0, animate=False, immediate=True)

    def action_bottom(self) -> None:
        """To the end."""
        self.bottom()
        self.refresh()

    # -- drawing ------------------------------------------------------------------------------------------------

    def find(self, words: str, here: int = -1) -> None:
        """Show where these words stand; `here` is the place that is looked at."""
        self._words, self._here = words.casefold(), here
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the sight."""
        if self._below and y == self.size.height - 1:
            return self._sign_below()
        at = round(self.scroll_y) + y
        if at >= len(self._rows):
            return Strip.blank(self.size.width, self.rich_style)
        segments = self._segments(*self._rows[at])
        if (selection := self.text_selection) is not None and (span := selection.get_span(at)) is not None:
            ground = self.screen.get_component_rich_style("screen--selection").bgcolor
            # of the style the ground alone: its letters are without colour, and would not be seen
            segments = _lit(segments, span, Style(bgcolor=ground))
        strip = Strip(segments).adjust_cell_length(self.size.width, self.rich_style)
        return strip.apply_offsets(0, at)

    def _sign_below(self) -> Strip:
        text = trn("▼ {count} new below: End ▼", "▼ {count} new below: End ▼", len(self._below))
        return Strip([Segment(text.center(self.size.width), self._style("below"))]).adjust_cell_length(
            self.size.width, self.rich_style
        )

    def _style(self, *names: str) -> Style:
        style = self.rich_style
        for name in names:
            if name:
                style += self.get_component_rich_style(f"roll--{name}", partial=True)
        return style

    def _segments(self, number: int, start: int, end: int) -> list[Segment]:
        paragraph = self._paragraphs[number]
        if paragraph.fill:
            return [Segment(self._across(paragraph), self._style(paragraph.style))]
        before = [Segment(paragraph.sign, self._style(paragraph.sign_style))] if paragraph.sign else []
        moved = paragraph.gutter if not start else " " * (cell_len(paragraph.gutter) + paragraph.hang)
        before += [Segment(moved, self._style("noise"))] if moved else []
        return before + self._pieces(paragraph, start, end)

    def _across(self, paragraph: Paragraph) -> str:
        text = f"{paragraph.fill * 2} {paragraph.text} " if paragraph.text else ""
        return text + paragraph.fill * max(0, self._width - cell_len(text))

    def _pieces(self, paragraph: Paragraph, start: int, end: int) -> list[Segment]:
        """A stretch of the text, cut where a style begins or ends."""
        spans = [*paragraph.spans, *self._found(paragraph)]
        cuts = sorted({start, end, *(c for a, b, _ in spans for c in (a, b) if start < c < end)})
        pieces = []
        for left, right in pairwise(cuts):
            names = [name for a, b, name in spans if a <= left and right <= b]
            pieces.append(Segment(paragraph.text[left:right], self._style(paragraph.style, *names)))
        return pieces

    def _found(self, paragraph: Paragraph) -> list[Span]:
        if not self._words or self._words not in (folded := paragraph.text.casefold()):
            return []
        if len(folded) != len(paragraph.text):
            return [(0, len(paragraph.text), "found")]
        name, spans = "here" if paragraph.place == self._here else "found", []
        at = folded.find(self._words)
        while at >= 0:
            spans.append((at, at + len(self._words), name))
            at = folded.find(self._words, at + len(self._words))
        return spans

    # -- selecting ----------------------------------------------------------------------------------------------

    @property
    def allow_select(self) -> bool:
        """Text can be selected with the mouse and copied."""
        return True

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is selected, row by row as it is drawn."""
        rows = ("".join(piece.text for piece in self._segments(*row)) for row in self._rows)
        return selection.extract("\n".join(rows)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw it."""
        self.refresh()


def _safe(paragraph: Paragraph) -> Paragraph:
    """The paragraph with gated text; where the gate took something out, the spans behind it move up."""
    raw, text = paragraph.text, gated(paragraph.text)
    if text == raw:
        return paragraph
    spans = tuple((len(gated(raw[:a])), len(gated(raw[:b])), name) for a, b, name in paragraph.spans)
    return evolve(paragraph, text=text, spans=spans)


def _lit(segments: list[Segment], span: tuple[int, int], style: Style) -> list[Segment]:
    """The segments with those characters that are selected in another style."""
    start, end = span
    lit, at = [], 0
    for text, old, _ in segments:
        low = max(0, min(len(text), start - at))
        high = len(text) if end < 0 else max(low, min(len(text), end - at))
        parts = ((text[:low], old), (text[low:high], (old or style) + style), (text[high:], old))
        lit += [Segment(part, one) for part, one in parts if part]
        at += len(text)
    return lit


def wrap(text: str, width: int, hang: int) -> list[tuple[int, int]]:
    """Where each row begins and ends; all rows but the first are shorter by `hang`. Words longer than a row are cut."""
    rows, start, room = [], 0, width
    indent = len(text) - len(text.lstrip(" "))
    while (end := _fitting(text, start, room)) < len(text):
        cut = text.rfind(" ", max(start, indent) + 1, end + 1)
        rows.append((start, cut if cut > 0 else end))
        start = cut if cut > 0 else end
        while start < len(text) and text[start] == " ":
            start += 1
        room = max(4, width - hang)
    if start < len(text) or not rows:
        rows.append((start, len(text)))
    return rows


def _fitting(text: str, start: int, room: int) -> int:
    """How far the text goes from `start` within so many cells; one character at least."""
    if text.isascii():
        return min(len(text), start + room)
    for at in range(start, len(text)):
        room -= get_character_cell_size(text[at])
        if room < 0:
            return max(at, start + 1)
    return len(text)
