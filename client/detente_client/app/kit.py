"""Widgets that show text, safe by construction: what people and packs wrote is never read as markup.

Owns: the only way from a string to the screen. Every other module of the app takes these instead of Textual's own.
Does not know: what is shown.

A string that comes in here passes the gate once more (no control characters, no bidi tricks) and stays literal: a
``[`` is a bracket. Style is given beside the text, never inside it: ``painted(("China", "bold"), ": yes")``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.text import Text
from textual.content import Content
from textual.widgets import Button, DataTable, Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from detente_wire.gate import display, one_line

Shown = str | Content
"""Text as it stands, or painted."""


def painted(*parts: Shown | tuple[str, str]) -> Content:
    """Literal text of parts, each with a style of its own if it is a pair: ``("China", "bold $accent")``."""
    safe = [_safe(part) if isinstance(part, str) else part for part in parts]
    return Content.assemble(*[(_safe(p[0]), p[1]) if isinstance(p, tuple) else p for p in safe])


def lines(rows: Iterable[Shown]) -> Content:
    """Rows one below the other."""
    return Content("\n").join([painted(row) for row in rows])


def _safe(text: str) -> str:
    return display(text)


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

    def offer(self, rows: Iterable[tuple[str, Shown]]) -> None:
        """These rows, by id; the one that was marked stays marked if it is still there."""
        before = self.marked
        self.clear_options()
        self.add_options([Option(painted(text), id=id) for id, text in rows])
        if before is not None and before in self._id_to_option:
            self.highlighted = self.get_option_index(before)

    def offer_sections(self, sections: Iterable[tuple[Shown, Iterable[tuple[str, Shown]]]]) -> None:
        """Rows by id below titles that cannot be chosen; a section without rows is left out."""
        before = self.marked
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
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(one_line(value), one_line(hint), password=hidden, id=id, classes=classes)
        self.cursor_blink = False

    def action_copy(self) -> None:
        """Copy what is marked; with nothing marked the key means what it means everywhere else."""
        if self.selected_text:
            super().action_copy()
        else:
            self.app.call_later(self.app.run_action, "help_quit")


class KeyRow(Footer):
    """The keys that the footer names, to be read and to be clicked; only their own titles stand in it."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)


class Grid(DataTable[Text]):
    """Rows and columns."""

    def columns_are(self, *titles: str) -> None:
        """Begin anew with these columns."""
        self.clear(columns=True)
        for title in titles:
            self.add_column(Text(_safe(title)))

    def row(self, *cells: str | Text, key: str | None = None) -> None:
        """One row more."""
        self.add_row(*[Text(_safe(cell)) if isinstance(cell, str) else cell for cell in cells], key=key)


def bar(value: int, most: int, width: int) -> str:
    """A bar of so many characters, filled by eighths: ``bar(50, 100, 4)`` is ``██  ``."""
    eighths = max(0, min(width * 8, round(value * width * 8 / most))) if most else 0
    full, rest = divmod(eighths, 8)
    return ("█" * full + (" ▏▎▍▌▋▊▉"[rest] if rest else "")).ljust(width)


def spark(values: Iterable[int], most: int) -> str:
    """A line of small bars, one a value."""
    steps = "▁▂▃▄▅▆▇█"
    return "".join(steps[max(0, min(7, value * 8 // (most + 1)))] for value in values)
