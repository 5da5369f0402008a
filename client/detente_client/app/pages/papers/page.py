"""The page of papers: the cabinet on the left, what is read on the right.

Owns: `PapersPage`, which paper is read, which were opened.
Does not know: what papers there are (`delegation.papers`).
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll

from detente_client.app.kit import Choices, Shown, Words, painted
from detente_client.app.pages.page import Page
from detente_client.app.pages.rendering import set_in_type
from detente_client.delegation.bearings import short_date
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.papers import Paper, cabinet
from detente_client.i18n import tr

WIDE = 120


class PapersPage(Page):
    """A list, and a sheet of paper."""

    DEFAULT_CSS = """
    PapersPage #cabinet {
        width: 31; height: 1fr; border: none; background: $surface; text-wrap: nowrap; text-overflow: ellipsis;
    }
    PapersPage.-wide #cabinet { width: 44; }
    PapersPage #sheet { width: 1fr; height: 1fr; padding: 0 2; }
    PapersPage #read { height: auto; }
    """

    def __init__(self, delegation: Delegation, *, id: str) -> None:
        super().__init__(delegation, id=id)
        self._papers: dict[str, Paper] = {}
        self._reading = ""
        self._opened: set[str] = set()
        self._drawn: tuple[Paper | None, int] = (None, 0)
        """What stands there, and how wide."""

    def compose(self) -> ComposeResult:
        """Two columns."""
        with Horizontal():
            yield Choices(id="cabinet")
            with VerticalScroll(id="sheet"):
                yield Words(id="read")

    def renew(self) -> None:
        """Draw the cabinet, and what is read if it changed."""
        self.be_wide(self.size.width >= WIDE, self._read)
        drawers = cabinet(self.delegation.here)
        self._papers = {paper.key: paper for _, papers in drawers for paper in papers}
        self._list(
            [(title, [(paper.key, self._row(paper)) for paper in papers]) for title, papers in drawers]
        )
        self._read()

    def _list(self, drawers: list[tuple[str, list[tuple[str, Shown]]]]) -> None:
        sections = [(painted((title, "bold")), rows) for title, rows in drawers]
        self.query_one("#cabinet", Choices).offer_sections(sections)

    def _row(self, paper: Paper) -> Shown:
        """A paper that was not opened yet has a dot before it."""
        new = paper.key not in self._opened
        title = paper.title if self.has_class("-wide") else short_date(paper.title)
        return painted(("• " if new else "  ", "$named"), (title, "bold" if new else ""))

    def on_resize(self) -> None:
        """Lines follow the width."""
        if self.display:
            self.renew()

    def _read(self) -> None:
        paper = self._papers.get(self._reading)
        width = self.query_one("#sheet").size.width - 5
        if (paper, width) == self._drawn:
            return
        self._drawn = (paper, width)
        text = set_in_type(paper.title, paper.body, width) if paper else tr("There are no papers yet.")
        self.query_one("#read", Words).show(text)

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Read it from its beginning."""
        event.stop()
        key = event.option.id
        if key is None or key == self._reading:
            return
        self._reading = key
        self._opened.add(key)
        listed = self.query_one("#cabinet", Choices)
        listed.replace_option_prompt(key, self._row(self._papers[key]))
        self._read()
        self.query_one("#sheet", VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Turn its pages with the keys."""
        event.stop()
        self.query_one("#sheet", VerticalScroll).focus()

    def again(self) -> None:
        """Into the cabinet, then to what is read."""
        listed, sheet = self.query_one("#cabinet", Choices), self.query_one("#sheet", VerticalScroll)
        (sheet if listed.has_focus else listed).focus()
