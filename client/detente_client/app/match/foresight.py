"""A window before a line goes out: who would see it, what it costs, how it may come out.

Owns: `ForesightScreen`.
Does not know: how any of it is reckoned (the server answers).
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from detente_client.app.kit import Words, hanging, lines, painted
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.outlet import Outlet
from detente_client.i18n import tr

WIDTH = 76
"""Columns of the window."""


class ForesightScreen(ModalScreen[bool]):
    """Dismissed with True to send the line."""

    BINDINGS = [
        ("escape", "leave", ""),
        Binding("f9,alt+w", "leave", id="line.foresee"),
        ("enter", "send", ""),
    ]
    DEFAULT_CSS = """
    ForesightScreen { align: center bottom; }
    #foresight {
        width: 76; max-width: 100%; height: auto; max-height: 80%; margin-bottom: 2; padding: 0 1;
        background: $panel; border: round $accent;
    }
    ForesightScreen #asked { height: auto; max-height: 3; color: $text-muted; }
    ForesightScreen VerticalScroll { height: auto; max-height: 40vh; margin: 1 0; scrollbar-size-vertical: 1; }
    ForesightScreen #answer { height: auto; }
    """

    def __init__(self, delegation: Delegation, outlet: Outlet, line: str) -> None:
        super().__init__()
        self._delegation = delegation
        self._outlet = outlet
        self._line = line

    def compose(self) -> ComposeResult:
        """The line, and the answer when it comes."""
        with Vertical(id="foresight"):
            yield Words(painted((tr("Who would see this?"), "bold $accent"), "  " + self._to()))
            yield Words(self._line, id="asked")
            with VerticalScroll():
                yield Words(tr("The server is asked …"), id="answer")
            yield Words(
                painted((tr("Enter sends it. Escape goes back; nothing has gone out."), "$text-muted"))
            )

    def _to(self) -> str:
        """Where words go; a command says that itself."""
        return "" if self._line.startswith("/") else self._outlet.label

    async def on_mount(self) -> None:
        """Ask."""
        self.run_worker(self._ask(), exit_on_error=True)

    async def _ask(self) -> None:
        said = await self._delegation.outbox.foresee(self._outlet, self._line)
        room = min(WIDTH, self.app.size.width) - 6
        self.query_one("#answer", Words).show(lines(row for line in said for row in hanging(line, room)))

    def action_send(self) -> None:
        """Let it go."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Do not send it yet."""
        self.dismiss(False)
