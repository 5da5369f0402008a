"""What every view of the table's page can do.

Owns: `View`; putting lines before the player, doing deeds, whether there is room for two columns.
Does not know: any view.
"""

from __future__ import annotations

from textual.containers import Vertical
from textual.events import Resize
from textual.message import Message

from detente_client.app.kit import Choices
from detente_client.app.match.composer import Prefill
from detente_client.app.pages.page import ForPlayer
from detente_client.bargaining.folio import Folio
from detente_client.commands import deeds
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.transcript import Entry
from detente_client.describe.told import Scene

WIDE = 120
"""From so many columns on a view shows its second part beside the first, not below it."""


class Turn(Message):
    """Look at another view of the page."""

    def __init__(self, view: str) -> None:
        super().__init__()
        self.view = view


class View(ForPlayer, Vertical):
    """One view; it draws what `bargaining` arranged, and lays by what the player works at in the folio."""

    DEFAULT_CSS = """
    View { height: 1fr; }
    View .buttons { height: 1; }
    View .buttons Push { margin-right: 1; min-width: 4; width: auto; padding: 0; }
    View Choices { border: none; padding: 0; height: 1fr; background: $background; text-wrap: nowrap;
        text-overflow: ellipsis; }
    View Choices:focus { border: none; background-tint: $foreground 0%; }
    View Choices > .option-list--option-highlighted { background: $panel; color: $foreground; }
    View Choices:focus > .option-list--option-highlighted { background: $mark; color: $foreground; text-style: bold; }
    View .foot { height: auto; border-top: solid $panel; }
    View .body { height: 1fr; }
    """

    FOCUS = ""
    """Id of what the keys go to when the view is stepped into."""

    def __init__(self, delegation: Delegation, folio: Folio, *, id: str) -> None:
        super().__init__(id=id)
        self.delegation = delegation
        self.folio = folio

    @property
    def scene(self) -> Scene:
        """The player's surroundings."""
        return self.delegation.scene

    @property
    def wide(self) -> bool:
        """Whether there is room for two columns."""
        return self.size.width >= WIDE

    def renew(self) -> None:
        """Draw what is so now."""

    def tell(self, entry: Entry) -> None:
        """Something was told."""

    def step_in(self, *, leafing: bool = False) -> None:
        """Give the keys to the view; `leafing`: the player only comes past."""
        found = self.query_one(f"#{self.FOCUS}")
        if isinstance(found, Choices) and found.highlighted is None and found.option_count:
            found.highlighted = 0
        found.focus()

    def on_resize(self, event: Resize) -> None:
        """Lay it out anew."""
        self.set_class(self.wide, "wide")
        self.renew()

    def type_line(self, line: str) -> None:
        """Put a line before the player, to be completed and sent by him."""
        self.post_message(Prefill(line))

    def do(self, deed: deeds.Deed) -> None:
        """Do it; the screen goes on meanwhile."""
        self.run_worker(self.delegation.do(deed), group="deeds")

    def turn_to(self, view: str) -> None:
        """Look at another view."""
        self.post_message(Turn(view))
