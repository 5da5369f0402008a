"""The debrief's screen: its sections on the left, the one that is read beside them.

Owns: `DebriefScreen`.
Does not know: what stands in a section (`debrief`), the archive's format.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen

from detente_client.app.actions import Acting, bindings
from detente_client.app.debrief.actions import TABLE
from detente_client.app.debrief.shown import shown
from detente_client.app.kit import Choices, KeyRow, Words, painted
from detente_client.app.widths import steadied
from detente_client.debrief import files
from detente_client.debrief.document import Document
from detente_client.debrief.report import Report
from detente_client.debrief.sections import document
from detente_client.i18n import tr
from detente_client.trouble import Trouble
from detente_wire.terms import NationId

if TYPE_CHECKING:
    from detente_client.app.app import DetenteApp


class DebriefScreen(Acting, Screen[None]):
    """Dismissed when it has been looked at."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)
    DEFAULT_CSS = """
    DebriefScreen #title { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis; }
    DebriefScreen #sections { width: 18; height: 1fr; border: none; margin: 1 0 0 0; background: $background; }
    DebriefScreen #reading { height: 1fr; padding: 1 0 0 1; border-left: solid $panel; }
    DebriefScreen #section { width: 100%; padding-right: 1; }
    """

    def __init__(self, archive: Path, made: Report, first: NationId | None) -> None:
        super().__init__()
        self._archive = archive
        self._made = made
        self._first = first
        self._document: Document = steadied(document(made, first))
        self._drawn: tuple[str, int, NationId | None] | None = None

    def compose(self) -> ComposeResult:
        """Title, sections, text, keys."""
        yield Words(id="title")
        with Horizontal():
            yield Choices(id="sections")
            with VerticalScroll(id="reading", can_focus=False):
                yield Words(id="section")
        yield KeyRow()

    def on_mount(self) -> None:
        """Show the first section."""
        choices = self.query_one(Choices)
        choices.offer([(section.id, section.short) for section in self._document.sections])
        choices.highlighted = 0
        choices.focus()
        self._renew()

    def on_resize(self, event: events.Resize) -> None:
        """Pictures and columns take another width."""
        self.call_after_refresh(self._renew)

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Read that section."""
        self._renew()

    def _renew(self) -> None:
        """Draw the section that is marked, if it is not what stands there."""
        wanted = self.query_one(Choices).marked or "ending"
        width = max(40, self.query_one("#reading").size.width - 4)
        if self._drawn == (wanted, width, self._first):
            return
        moved = self._drawn is None or self._drawn[0] != wanted
        self._drawn = (wanted, width, self._first)
        eyes = (
            tr("everybody's")
            if self._first is None
            else tr("for {nation}", nation=self._made.seat(self._first).title)
        )
        self.query_one("#title", Words).show(
            painted((tr("Debrief"), "bold $accent"), f"  {self._document.title}  ", (eyes, "$text-muted")),
            layout=False,
        )
        self.query_one("#section", Words).show(shown(self._document.section(wanted), width))
        if moved:
            self.query_one("#reading", VerticalScroll).scroll_home(animate=False)

    # -- what keys do -------------------------------------------------------------------------------------------

    def read_on(self) -> None:
        """A page on; at the end of a section to the next."""
        reading, choices = self.query_one("#reading", VerticalScroll), self.query_one(Choices)
        if reading.scroll_y < reading.max_scroll_y:
            reading.scroll_page_down(animate=False)
        elif choices.highlighted is not None and choices.highlighted < choices.option_count - 1:
            choices.highlighted += 1

    def read_back(self) -> None:
        """A page back; at the beginning of a section to the one before."""
        reading, choices = self.query_one("#reading", VerticalScroll), self.query_one(Choices)
        if reading.scroll_y > 0:
            reading.scroll_page_up(animate=False)
        elif choices.highlighted:
            choices.highlighted -= 1

    def next_nation(self) -> None:
        """Through all nations, then nobody's."""
        order: list[NationId | None] = [*self._made.pack.order, None]
        self._first = order[(order.index(self._first) + 1) % len(order)]
        self._document = steadied(document(self._made, self._first))
        self._renew()

    def save(self) -> None:
        """As a page beside the archive, or where one may write; it is said where."""
        app = cast("DetenteApp", self.app)
        target = self._archive.with_suffix(".html")
        try:
            files.write(target, [files.html(self._made, self._first)])
        except Trouble as trouble:
            app.toast(f"{trouble.problem} {trouble.step}", urgent=True)
            return
        app.toast(tr("Written: {path}", path=target))
        app.wrote(tr("The debrief as a page: {path}", path=target))

    def replay(self) -> None:
        """Go through it step by step."""
        from detente_client.app.replay.screen import ReplayScreen

        self.app.push_screen(ReplayScreen(self._made.archive, self._first))
