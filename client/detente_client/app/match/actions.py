"""The keys of a match's screen, as a table.

Owns: the table.
Does not know: how anything is done (the screen and its pages do it).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from detente_client.app.actions import Action
from detente_client.app.pages import PAGES
from detente_client.i18n import tr

if TYPE_CHECKING:
    from detente_client.app.match.screen import MatchScreen


def _show(page: str) -> Callable[[MatchScreen], Any]:
    return lambda screen: screen.show_page(page)


TABLE: tuple[Action, ...] = (
    *(Action(f"page.{row.id}", row.key, row.title, row.help, _show(row.id)) for row in PAGES),
    Action(
        "line.focus",
        "escape",
        tr("Type"),
        tr("Go back to the line that is typed."),
        lambda screen: screen.focus_line(),
    ),
    Action(
        "line.foresee",
        "f9,alt+w",
        tr("Who sees it?"),
        tr("Who would see the line that stands there, what it costs, how it may come out."),
        lambda screen: screen.foresee(),
        footer=True,
    ),
)
