"""Widgets that show text, safe by construction: what people and packs wrote is never read as markup.

Owns: the only way from a string to the screen. Every other module of the app takes these instead of Textual's own.
Does not know: what is shown.

A string that comes in here passes the gate once more (no control characters, no bidi tricks) and stays literal: a
``[`` is a bracket. Style is given beside the text, never inside it: ``painted(("China", "bold"), ": yes")``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.text import Text
from textual.content import Content
from textual.events import Key, Paste
from textual.widgets import Button, DataTable, Footer, Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from detente_client.app.widths import steady
from detente_wire.gate import display, one_line

_SENTENCES = re.compile(r"(?<=[.?!]) ")
Shown = str | Content
"""Text as it stands, or painted."""


def painted(*parts: Shown | tuple[str, str]) -> Content:
    """Literal text of parts, each with a style of its own if it is a pair: ``("China", "bold $accent")``."""
    safe = [shown(part) if isinstance(part, str) else part for part in parts]
    return Content.assemble(*[(shown(p[0]), p[1]) if isinstance(p, tuple) else p for p in safe])


def lines(rows: Iterable[Shown]) -> Content:
    """Rows one below the other."""
    return Content("\n").join([painted(row) for row in rows])


def gated(text: str) -> str:
    """One line as it may be drawn."""
    return steady(one_line(text))


def shown(text: str) -> str:
    """Text as it may be drawn, of several lines perhaps."""
    return steady(display(text))


def _safe(text: str) -> str:
    """Text that the player edits: of several lines, and as wide as it is reckoned, for he need not have written it."""
    return shown(text)


class Words(Static):
    """Text that stands somewhere."""

    def __init__(self, text: Shown = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(painted(text), markup=False, id=id, classes=classes)

    def show(self, text: Shown, *, layout: bool = True) -> None:
        """Show this instead."""
        self.update(painted(text), layout=layout)


class Choices(OptionList):
    """A list to choose from; each row has an id."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(markup=False, id=id, classes=classes)
        self._offered: list[tuple[str, Content]] = []

    def offer(self, rows: Iterable[tuple[str, Shown]]) -> None:
        """These rows, by id; without one it is a heading. The row that was marked stays marked if it is still there.
        What is as it was is not drawn anew."""
        wanted = [(id, painted(text)) for id, text in rows]
        before, self._offered = self._offered, wanted
        if [id for id, _ in before] == [id for id, _ in wanted] and self.option_count == len(wanted):
            for n, ((_, text), (_, old)) in enumerate(zip(wanted, before, strict=True)):
                if not text.is_same(old):
                    self.replace_option_prompt_at_index(n, text)
            return
        marked = self.marked
        self.clear_options()
        self.add_options([Option(text, id=id or None, disabled=not id) for id, text in wanted])
        if marked is not None and marked in self._id_to_option:
            self.highlighted = self.get_option_index(marked)

    def extend(self, rows: Iterable[tuple[str, Shown]]) -> None:
        """These rows below the others."""
        self.add_options([Option(painted(text), id=id or None, disabled=not id) for id, text in rows])

    def offer_sections(self, sections: Iterable[tuple[Shown, Iterable[tuple[str, Shown]]]]) -> None:
        """Rows by id below titles that cannot be chosen; a section without rows is left out."""
        before, self._offered = self.marked, []
        self.clear_options()
        for title, rows in sections:
            options = [Option(painted(text), id=id) for id, text in rows]
            if options:
                self.add_options([Option(painted(title), disabled=True), *options])
        if before is not None and before in self._id_to_option:
            self.highlighted = self.get_option_index(before)
        elif self.highlighted is None and self.option_count:
            self.action_first()

    @property
    def marked(self) -> str | None:
        """The id of the row that is marked."""
        if self.highlighted is None or self.highlighted >= self.option_count:
            return None
        return self.get_option_at_index(self.highlighted).id


class Push(Button):
    """Something to press."""

    def __init__(
        self, text: Shown, *, id: str | None = None, classes: str | None = None, **kind: Any
    ) -> None:
        super().__init__(painted(text), id=id, classes=classes, **kind)

    def show(self, text: Shown) -> None:
        """Bear this title instead, and be as wide as it."""
        self.label = painted(text)
        self.refresh(layout=True)


class Field(Input):
    """One line to type; the cursor does not blink, so that nothing moves when nobody types."""

    def __init__(
        self,
        value: str = "",
        *,
        hint: str = "",
        hidden: bool = False,
        typed_over: bool = True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`typed_over`: what stands there when one comes to it is marked, so that the next letter takes its place."""
        super().__init__(
            one_line(value),
            one_line(hint),
            password=hidden,
            select_on_focus=typed_over,
            id=id,
            classes=classes,
        )
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Whatever comes to stand there passes the gate, however it came."""
        return gated(value)

    def action_copy(self) -> None:
        """Copy what is marked; with nothing marked the key means what it means everywhere else."""
        if self.selected_text:
            super().action_copy()
        else:
            self.app.call_later(self.app.run_action, "help_quit")

    async def _on_key(self, event: Key) -> None:
        """Alt with a letter is a key of the screen, though terminals send its letter with it."""
        if event.key.startswith("alt+"):
            event.prevent_default()


class KeyRow(Footer):
    """The keys that the footer names, to be read and to be clicked; only their own titles stand in it."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)


class Writing(TextArea, inherit_bindings=False):
    """Some lines to type; what is pasted passes the gate, and the cursor does not blink.

    Enter and the keys of its owner are not typed: `pressed` is asked first, at once and in order, so that no key that
    was struck meanwhile overtakes another.
    """

    DEEDS: ClassVar[dict[str, Callable[[Writing], None]]] = {
        key: deed
        for keys, deed in (
            ("up", TextArea.action_cursor_up), ("down", TextArea.action_cursor_down),
            ("left", TextArea.action_cursor_left), ("right", TextArea.action_cursor_right),
            ("ctrl+left alt+b", TextArea.action_cursor_word_left),
            ("ctrl+right alt+f", TextArea.action_cursor_word_right),
            ("home ctrl+a", TextArea.action_cursor_line_start), ("end ctrl+e", TextArea.action_cursor_line_end),
            ("shift+left", lambda self: self.action_cursor_left(True)),
            ("shift+right", lambda self: self.action_cursor_right(True)),
            ("shift+up", lambda self: self.action_cursor_up(True)),
            ("shift+down", lambda self: self.action_cursor_down(True)),
            ("shift+home", lambda self: self.action_cursor_line_start(True)),
            ("shift+end", lambda self: self.action_cursor_line_end(True)),
            ("backspace", TextArea.action_delete_left), ("delete ctrl+d", TextArea.action_delete_right),
            ("ctrl+w ctrl+backspace alt+backspace", TextArea.action_delete_word_left),
            ("alt+delete alt+d", TextArea.action_delete_word_right),
            ("ctrl+u", lambda self: self._cut_away(before=True)),
            ("ctrl+k", lambda self: self._cut_away(before=False)),
            ("ctrl+c super+c", lambda self: self.action_copy()), ("ctrl+x", TextArea.action_cut),
            ("ctrl+v", TextArea.action_paste), ("ctrl+y", TextArea.action_redo), ("ctrl+z", TextArea.action_undo),
        )
        for key in keys.split()
    }  # fmt: skip
    """Done when their key comes, and not as bindings: those are looked up after the next keys have been typed."""
    NEWLINE = ("ctrl+j", "alt+enter", "shift+enter")

    def __init__(self, pressed: Callable[[Key], bool], *, hint: Shown = "", id: str | None = None) -> None:
        super().__init__(
            id=id, compact=True, highlight_cursor_line=False, placeholder=painted(hint), soft_wrap=True
        )
        self.cursor_blink = False
        self._pressed = pressed

    def action_copy(self) -> None:
        """Copy what is marked; with nothing marked the key means what it means everywhere else."""
        if self.selected_text:
            super().action_copy()
        else:
            self.app.call_later(self.app.run_action, "help_quit")

    def _cut_away(self, *, before: bool) -> None:
        """What stands in the line before the cursor, or behind it, also where the line is wrapped to several rows."""
        row, _ = here = self.cursor_location
        end = (row, 0) if before else (row, len(self.document[row]))
        self._delete_via_keyboard(*((end, here) if before else (here, end)))

    def put(self, text: str, *, marked: bool = False) -> None:
        """Put this there, and the cursor behind it; marked, the next sign that is typed stands in its place."""
        self.text = _safe(text)
        if marked:
            self.select_all()
        else:
            self.move_cursor(self.document.end)

    def go_on(self, text: str) -> None:
        """Type this where the line ends, or in place of what is marked."""
        if not self.selected_text:
            self.move_cursor(self.document.end)
        self._replace_via_keyboard(_safe(text), *self.selection)

    @property
    def on_first_row(self) -> bool:
        """Whether there is no row above the cursor."""
        return self.navigator.is_first_wrapped_line(self.cursor_location)

    @property
    def on_last_row(self) -> bool:
        """Whether there is no row below the cursor."""
        return self.navigator.is_last_wrapped_line(self.cursor_location)

    async def _on_key(self, event: Key) -> None:
        """Textual asks its own class afterwards, unless it is prevented here."""
        if event.key in self.NEWLINE:
            self._replace_via_keyboard("\n", *self.selection)
        elif self._pressed(event) or event.key == "enter" or _stopped(event):
            pass
        elif deed := self.DEEDS.get(event.key):
            deed(self)
        elif event.key.startswith("alt+"):  # terminals send its letter with it, but nobody means to type that
            event.prevent_default()
            return
        else:
            return
        event.stop()
        event.prevent_default()

    async def _on_paste(self, event: Paste) -> None:
        event.text = _safe(event.text)


def _stopped(event: Key) -> bool:
    """Whether it is a sign that does not pass the gate."""
    return bool(event.is_printable and event.character and _safe(event.character) != event.character)


class Manuscript(TextArea):
    """Many numbered lines to write; what is pasted passes the gate, and the cursor does not blink."""

    def __init__(self, value: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(
            _safe(value), show_line_numbers=True, soft_wrap=True, tab_behavior="focus", id=id, classes=classes
        )
        self.cursor_blink = False

    def write(self, text: str) -> None:
        """This instead of all that stands there, and the cursor behind it."""
        self.load_text(_safe(text))
        self.move_cursor(self.document.end)

    async def _on_paste(self, event: Paste) -> None:
        """The class above, which is called next, puts it in."""
        event.text = _safe(event.text)


class Grid(DataTable[Text]):
    """Rows and columns."""

    def columns_are(self, *titles: str) -> None:
        """Begin anew with these columns."""
        self.clear(columns=True)
        for title in titles:
            self.add_column(Text(shown(title)))

    def row(self, *cells: str | Text, key: str | None = None) -> None:
        """One row more."""
        self.add_row(*[Text(shown(cell)) if isinstance(cell, str) else cell for cell in cells], key=key)


def fitted(text: str, width: int) -> str:
    """The text in just so many cells: cut with an ellipsis, or filled with spaces."""
    safe = gated(text)
    if cell_len(safe) > width:
        safe = set_cell_size(safe, max(0, width - 1)).rstrip() + "…"
    return set_cell_size(safe, max(0, width))


def hanging(text: str, width: int, mark: str = "- ") -> list[str]:
    """Like `wrapped`; the later lines of what begins with the mark stand below its words."""
    if not text.startswith(mark):
        return wrapped(text, width)
    first, *more = wrapped(text.removeprefix(mark), width - len(mark))
    return [mark + first, *(" " * len(mark) + line for line in more)]


def brief(text: str, width: int) -> str:
    """As many whole sentences as fit into so many cells, from the first on; the first is cut if it does not fit."""
    said, *rest = _SENTENCES.split(gated(text))
    for sentence in rest:
        if cell_len(f"{said} {sentence}") > width:
            break
        said = f"{said} {sentence}"
    return fitted(said, width).rstrip()


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells, never none; a longer word is cut."""
    rows, room = [""], max(8, width)
    for word in shown(text).split():
        if rows[-1] and cell_len(rows[-1]) + 1 + cell_len(word) > room:
            rows.append("")
        first, *rest = chop_cells(word, room) or [word]  # a mark alone has no width
        rows[-1] += f" {first}" if rows[-1] else first
        rows += rest
    return rows
