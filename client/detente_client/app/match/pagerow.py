"""The row of pages: each behind its key, the one that is looked at marked; a click looks at one.

Owns: `RowOfPages`: what fits, which page lies under a click.
Does not know: what is on a page, how it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.events import Click, Resize
from textual.message import Message

from detente_client.app.keynames import key_of
from detente_client.app.kit import Words, painted
from detente_client.app.match.actions import TABLE
from detente_client.app.pages import PAGES


class RowOfPages(Words):
    """One row."""

    class Wanted(Message):
        """A page was clicked."""

        def __init__(self, page: str) -> None:
            super().__init__()
            self.page = page

    def __init__(self) -> None:
        super().__init__(id="pages")
        self._looked_at = PAGES[0].id
        self._ends: list[tuple[int, str]] = []
        """Where each page's name ends, in cells."""

    def draw(self, looked_at: str) -> None:
        """Mark the page that is looked at; set close together if the row would not fit otherwise."""
        self._looked_at = looked_at
        width, at = self.screen.size.width, [page.id for page in PAGES].index(looked_at)
        named = [(key_of(self.app, TABLE, f"page.{page.id}"), page.title) for page in PAGES]
        titles = row_of(named, at, width)
        room = " " if sum(cell_len(title) + 2 for title in titles) <= width else ""
        parts: list[tuple[str, str]] = []
        self._ends, end = [], 0
        for page, title in zip(PAGES, titles, strict=True):
            parts.append((room + title + room, "reverse" if page.id == looked_at else ""))
            if not room:
                parts.append((" ", ""))
            end += cell_len(title) + (2 if room else 1)
            self._ends.append((end, page.id))
        self.show(painted(*parts), layout=False)

    def on_resize(self, event: Resize) -> None:
        """More fits, or less."""
        self.draw(self._looked_at)

    def on_click(self, event: Click) -> None:
        """Look at the page that was clicked."""
        x = event.get_content_offset_capture(self).x
        page = next((id for end, id in self._ends if x < end), None)
        if page is not None:
            self.post_message(self.Wanted(page))


def row_of(named: Sequence[tuple[str, str]], at: int, width: int) -> list[str]:
    """Keys with their titles, each title with as many letters as leave room for all; that of the page which is looked
    at stays whole as long as anything else can be cut. Where keys alone are too long only titles are left."""
    longest = max(cell_len(title) for _, title in named)
    for keyed in (True, False):
        for letters in range(longest, -1 if keyed else 0, -1):
            row = [
                f"{key if keyed else ''} {title if n == at else _cut(title, letters)}".strip()
                for n, (key, title) in enumerate(named)
            ]
            if sum(cell_len(title) + 1 for title in row) <= width + 1:
                return row
    return row


def _cut(title: str, cells: int) -> str:
    return title if cell_len(title) <= cells else set_cell_size(title, cells).rstrip()
