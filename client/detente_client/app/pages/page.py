"""What every page of a match can do.

Owns: `Page`; `ForPlayer`, which a part of a page is too.
Does not know: any page.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.containers import Vertical
from textual.message import Message

from detente_client.app.actions import Acting, Action
from detente_client.commands.catalogue import BY_NAME
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.transcript import Entry


class ForPlayer(Acting):
    """A part of the screen that has keys only for what its player can do."""

    delegation: Delegation

    def offers(self, action: Action) -> bool:
        """Who speaks for no nation has no keys that act for one."""
        return self.may(action.plain.removeprefix("/"))

    def may(self, command: str) -> bool:
        """Whether a command is for this player."""
        known = BY_NAME.get(command)
        return known is None or self.delegation.may(known)


class Page(ForPlayer, Vertical):
    """One page; it draws what the delegation holds.

    A page never acts by itself: it asks the delegation for a deed (`Delegation.do`), or puts a line before the player
    for him to send (`Prefill`).
    """

    class Moved(Message):
        """The player looks at something else on this page: what stands around it is drawn anew too."""

    def __init__(self, delegation: Delegation, *, id: str) -> None:
        super().__init__(id=id)
        self.delegation = delegation

    def renew(self) -> None:
        """Draw what is so now: called when the page is shown, and while it is shown after anything was told."""

    def tell(self, entry: Entry) -> None:
        """Something was told; called for the pages that were ever shown, whether or not they are looked at."""

    def show_entry(self, number: int) -> None:
        """Bring an entry of the transcript into sight, if the page shows any."""

    def come_from(self, page: str) -> None:
        """It is shown, after the page of this id."""

    def be_wide(self, wide: bool, then: Callable[[], object]) -> None:
        """Have room for more, or no more; what depends on widths is drawn `then`, once they have been laid out anew."""
        if wide != self.has_class("-wide"):
            self.set_class(wide, "-wide")
            self.call_after_refresh(then)

    def again(self) -> None:
        """Step into it, or, where the cursor is in it, on to its next part."""
        first = next((widget for widget in self.query("*") if widget.focusable), None)
        if first is not None:
            first.focus()
