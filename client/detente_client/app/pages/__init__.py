"""The pages of a match: what is looked at above the line that is typed.

Floor plan: `page` (what every page can do), and a module or package a page. A page is imported and made when it is
first looked at.
Does not know: each other.
"""

from __future__ import annotations

from importlib import import_module

from attrs import frozen

from detente_client.app.pages.page import Page
from detente_client.i18n import tr


@frozen
class PageRow:
    """One page of the row of pages."""

    id: str
    key: str
    title: str
    help: str
    place: str
    """Module and class: ``detente_client.app.pages.talks:TalksPage``."""
    plain: str
    """The command by which the line mode shows the same."""

    def load(self) -> type[Page]:
        """Its class, imported now."""
        module, _, name = self.place.partition(":")
        found: type[Page] = getattr(import_module(module), name)
        return found


_HERE = "detente_client.app.pages"
PAGES = (
    PageRow(
        "talks",
        "f2",
        tr("Talks"),
        tr("Rooms, letters and back-channels."),
        f"{_HERE}.talks.page:TalksPage",
        "/last",
    ),
    PageRow(
        "table",
        "f3",
        tr("Table"),
        tr("Issues, offers and texts, with your points."),
        f"{_HERE}.table.page:TablePage",
        "/positions",
    ),
    PageRow(
        "nations",
        "f4",
        tr("Nations"),
        tr("What you know of each, trust and why it moved."),
        f"{_HERE}.nations.page:NationsPage",
        "/nations",
    ),
    PageRow(
        "ladder",
        "f5",
        tr("Ladder"),
        tr("The rungs of the crisis, and what moved tension."),
        f"{_HERE}.ladder.page:LadderPage",
        "/ladder",
    ),
    PageRow(
        "pressure",
        "f6",
        tr("Pressure"),
        tr("What presses, what can be done, its costs, odds and effects."),
        f"{_HERE}.pressure.page:PressurePage",
        "/pressure",
    ),
    PageRow(
        "timeline",
        "f7",
        tr("Timeline"),
        tr("Turn by turn: what happened when."),
        f"{_HERE}.timeline.page:TimelinePage",
        "/timeline",
    ),
    PageRow(
        "papers",
        "f8",
        tr("Papers"),
        tr("Gazette, bulletins, briefing and other papers."),
        f"{_HERE}.papers.page:PapersPage",
        "/papers",
    ),
    PageRow(
        "help",
        "f1",
        tr("Help"),
        tr("Keys, commands and the rules on one page."),
        f"{_HERE}.help.page:HelpPage",
        "/help",
    ),
)
"""In the order of the row."""
