"""The palette: what keys do, pages, rooms, commands and themes, found by a few letters of their names.

Owns: the provider of its rows, its window.
Does not know: any action or command; the screens hand over what they have.

Textual's own provider and its matcher read titles as markup; here every row is painted, and so stays literal whoever
wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol, runtime_checkable

from attrs import frozen
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from detente_client.app.kit import painted
from detente_client.i18n import tr


@frozen
class Entry:
    """One row."""

    title: str
    help: str
    do: Callable[[], Any]
    at_once: bool = True
    """Whether it is offered before anything is typed."""


@runtime_checkable
class Offering(Protocol):
    """A screen that has more to offer than its keys."""

    def palette(self) -> Iterable[Entry]:
        """Its rows."""


class Palette(Provider):
    """All that can be done on the screen that is looked at."""

    def _rows(self) -> list[Entry]:
        offered = [
            Entry(one.title, one.help, one.callback) for one in self.app.get_system_commands(self.screen)
        ]
        return [*offered, *(self.screen.palette() if isinstance(self.screen, Offering) else ())]

    async def discover(self) -> Hits:
        """What is offered before anything is typed."""
        for row in self._rows():
            if row.at_once:
                yield DiscoveryHit(_shown(row, ()), row.do, text=row.title)

    async def search(self, query: str) -> Hits:
        """Rows whose title has the letters in their order, then those whose sentence has the words."""
        matcher = self.matcher(query)
        for row in self._rows():
            score, places = matcher.fuzzy_search.match(query, row.title)
            if score <= 0 and all(word in row.help.casefold() for word in query.casefold().split()):
                score, places = LEAST, ()
            if score > 0:
                yield Hit(score, _shown(row, places), row.do, text=row.title)


LEAST = 0.01
"""How well a row matches by its sentence alone."""


def _shown(row: Entry, places: Iterable[int]) -> Content:
    """The title with the letters that were typed marked, and the sentence below it."""
    marked = set(places)
    title = [(sign, "bold underline" if n in marked else "bold") for n, sign in enumerate(row.title)]
    return painted(*title, "\n", (row.help, "not bold dim"))


class PaletteScreen(CommandPalette):
    """The palette's window: no picture before the line, no row wasted, and a cursor that does not blink."""

    DEFAULT_CSS = """
    PaletteScreen > Vertical { margin-top: 1; width: 90; max-width: 96%; }
    PaletteScreen SearchIcon { display: none; }
    PaletteScreen #--input { border: none; padding: 0 1; background: $surface; }
    PaletteScreen CommandList { max-height: 70vh; padding: 0; }
    """

    def __init__(self) -> None:
        super().__init__([Palette], placeholder=tr("What do you want to do?"), id="--command-palette")

    def on_mount(self) -> None:
        """Nothing moves when nobody types."""
        self.query_one(Input).cursor_blink = False
