"""A window of rows, each a title and a value that is changed where it stands.

Owns: `RowScreen`, the base of the settings and of a table that is set; `FormEntry`.
Does not know: what a row is, what a value may be.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from attrs import frozen
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from detente_client.app.asking import AskScreen
from detente_client.app.kit import Choices, Shown, Words, painted
from detente_client.i18n import tr
from detente_client.trouble import Trouble

if TYPE_CHECKING:
    from detente_client.app.app import DetenteApp

_Answer = TypeVar("_Answer")
TALL = 40
"""From so many rows on more of the window's are shown."""
TITLES = 16
"""Columns for the titles."""


@frozen
class FormEntry:
    """One row."""

    id: str
    title: str
    value: str
    help: str
    turns: bool
    """Whether it has a next value, or is typed."""
    nothing: str = ""
    """What stands there while it has no value."""

    def line(self) -> Content:
        """Title and value; what can be gone through has arrows."""
        value = self.value or self.nothing or tr("(none)")
        return painted(f"{self.title:<{TITLES}} ", (f"◂ {value} ▸" if self.turns else value, "bold $accent"))


class RowScreen(ModalScreen[_Answer]):
    """Arrows and Enter change the row that is marked; Escape closes."""

    DEFAULT_CSS = """
    RowScreen { align: center middle; }
    RowScreen Choices { height: auto; max-height: 11; margin-top: 1; }
    RowScreen.-tall Choices { max-height: 24; }
    RowScreen #help { margin-top: 1; height: 3; color: $secondary; }
    RowScreen.-tall #help { height: 6; }
    RowScreen #said { color: $error; }
    RowScreen #foot { color: $noise; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "close", ""),
        ("left", "turn(-1)", ""),
        ("right", "turn(1)", ""),
    ]

    @property
    def wearer(self) -> DetenteApp:
        """The app."""
        return cast("DetenteApp", self.app)

    # -- to be said by each ---------------------------------------------------------------------------------------

    @abstractmethod
    def heading(self) -> Shown:
        """The first line."""

    def foot(self) -> Shown:
        """The last line."""
        return ""

    @abstractmethod
    def entries(self) -> list[FormEntry]:
        """The rows as they are now."""

    @abstractmethod
    def turn(self, id: str, by: int) -> None:
        """Give a row its next value; `Trouble` if that cannot be."""

    @abstractmethod
    def type(self, id: str, text: str) -> None:
        """Give a row what was typed; `Trouble` if that cannot be."""

    def chosen(self, entry: FormEntry) -> bool:
        """Whether a row that was chosen did something of its own."""
        return False

    # -- the window -----------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Heading, rows, what the marked one is for, what could not be."""
        with Vertical(classes="window -wide"):
            yield Words(self.heading())
            yield Choices(id="rows")
            yield Words(id="help")
            yield Words(id="said")
            yield Words(self.foot(), id="foot")

    def on_resize(self) -> None:
        """All rows are seen at once where there is room."""
        self.set_class(self.size.height >= TALL, "-tall")

    def on_mount(self) -> None:
        """Show how things are."""
        self.show_rows()
        self.query_one(Choices).highlighted = 0
        self.query_one(Choices).focus()

    def show_rows(self, said: str = "") -> None:
        """Draw the rows anew, and what is to be said of the last change."""
        self.query_one(Choices).offer([(entry.id, entry.line()) for entry in self.entries()])
        self.query_one("#said", Words).show(said)
        self._explain(self._entry(self.query_one(Choices).marked))

    def _explain(self, entry: FormEntry | None) -> None:
        self.query_one("#help", Words).show(entry.help if entry else "")

    def _entry(self, id: str | None) -> FormEntry | None:
        return next((entry for entry in self.entries() if entry.id == id), None)

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Explain it."""
        self._explain(self._entry(event.option.id))

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Change it."""
        entry = self._entry(event.option.id)
        if entry is None or self.chosen(entry):
            return
        if entry.turns:
            self._change(lambda: self.turn(entry.id, 1))
        else:
            self.run_worker(self._ask(entry))

    async def _ask(self, entry: FormEntry) -> None:
        said = await self.wearer.shown(AskScreen(f"{entry.title}. {entry.help}", value=entry.value))
        if said is not None:
            self._change(lambda: self.type(entry.id, said))

    def action_turn(self, by: int) -> None:
        """The next or the one before, of what can be gone through."""
        entry = self._entry(self.query_one(Choices).marked)
        if entry is not None and entry.turns:
            self._change(lambda: self.turn(entry.id, by))

    def _change(self, change: Callable[[], None]) -> None:
        try:
            change()
        except Trouble as trouble:
            self.show_rows(str(trouble))
        else:
            self.show_rows()

    def action_close(self) -> None:
        """Enough."""
        self.dismiss(None)
