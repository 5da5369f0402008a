"""A server to go to: its address, who the player is there, what proves it.

Owns: `VisitScreen`.
Does not know: sockets; whether anybody listens there.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Grid, Horizontal, Vertical
from textual.screen import ModalScreen

from detente_client.app.kit import Field, Push, Words, painted
from detente_client.home.choices import Visit
from detente_client.i18n import tr
from detente_client.journeys.joining import checked_name
from detente_client.link.address import read_address
from detente_client.link.core import insecure
from detente_client.trouble import Trouble


class VisitScreen(ModalScreen[Visit | None]):
    """Dismissed with the visit, or with None by Escape."""

    DEFAULT_CSS = """
    VisitScreen { align: center middle; }
    VisitScreen Grid { grid-size: 2; grid-columns: 22 1fr; grid-rows: 1; grid-gutter: 0 1; height: auto; margin: 1 0; }
    VisitScreen #said { color: $error; }
    VisitScreen Horizontal { height: auto; margin-top: 1; }
    VisitScreen Push { margin-right: 2; }
    """
    BINDINGS = [("escape", "close", "")]

    def __init__(self, name: str, tried: Visit | None = None, said: str = "") -> None:
        """`tried`: a visit that went wrong, `said`: why."""
        super().__init__()
        self._typed = tried or Visit("", name)
        self._why = said

    def compose(self) -> ComposeResult:
        """A form."""
        with Vertical(classes="window -wide"):
            yield Words(painted((tr("Play with people"), "bold")))
            with Grid():
                yield from self._fields()
            yield Words(painted((tr("A guest needs a name alone. Passwords are kept nowhere."), "$noise")))
            yield Words(self._why, id="said")
            with Horizontal():
                yield Push(tr("Go (Enter)"), id="go", variant="primary", compact=True)
                yield Push(tr("Back (Escape)"), id="back", compact=True)

    def _fields(self) -> Iterator[Words | Field]:
        yield Words(tr("Server"))
        yield Field(self._typed.address, hint=tr("example.org:8765 or wss://example.org"), id="address")
        yield Words(tr("Your name there"))
        yield Field(self._typed.name, hint=tr("nothing: one of this machine"), id="name")
        yield Words(tr("Match or code"))
        yield Field(self._typed.match, hint=tr("nothing: the lobby lists the tables"), id="match")
        yield Words(tr("Password"))
        hint = tr("only if you have one there")
        yield Field(self._typed.password, hint=hint, hidden=True, id="password")
        yield Words(tr("Token"))
        yield Field(self._typed.token, hint=tr("only if you come by a token"), hidden=True, id="token")

    def on_mount(self) -> None:
        """Begin at the top."""
        self.query_one("#address").focus()

    def on_input_submitted(self) -> None:
        """Go."""
        self._go()

    def on_button_pressed(self, event: Push.Pressed) -> None:
        """Go, or not."""
        if event.button.id == "go":
            self._go()
        else:
            self.dismiss(None)

    def _value(self, id: str) -> str:
        return self.query_one(f"#{id}", Field).value.strip()

    def _go(self) -> None:
        try:
            self.dismiss(self._visit())
        except Trouble as trouble:
            self.query_one("#said", Words).show(str(trouble))

    def _visit(self) -> Visit:
        """What the form says; `Trouble` if it cannot be."""
        where = read_address(self._value("address"))
        name, password, token = self._value("name"), self._value("password"), self._value("token")
        if name:
            checked_name(name)
        if (password or token) and not where.private:
            raise insecure()
        if (password or token) and not name:
            raise Trouble(tr("Say who you are there."), tr("A name goes with a password or a token."))
        return Visit(where.written, name, self._value("match"), password, token)

    def action_close(self) -> None:
        """Not now."""
        self.dismiss(None)
