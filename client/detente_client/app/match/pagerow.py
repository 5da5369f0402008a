"""The row of pages: each behind its key, the one that is looked at marked; a click looks at one.

Owns: `RowOfPages`: what fits, which page lies under a click.
Does not know: what is on a page, how it is shown.
"""

from __future__ import annotations

from rich.cells import cell_len
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
        named = [(page.id, f"{key_of(self.app, TABLE, f'page.{page.id}')} {page.title}") for page in PAGES]
        room = " " if sum(cell_len(title) + 2 for _, title in named) <= self.screen.size.width else ""
        parts: list[tuple[str, str]] = []
        self._ends, end = [], 0
        for id, title in named:
            parts.append((room + title + room, "reverse" if id == looked_at else ""))
            if not room:
                parts.append((" ", ""))
            end += cell_len(title) + (2 if room else 1)
            self._ends.append((end, id))
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
