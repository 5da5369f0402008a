"""A window of private notes: to read, to write one more, to strike one out.

Owns: `NotesScreen`.
Does not know: where they are kept.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from detente_client.app.kit import Choices, Field, Shown, Words, lines, painted, wrapped
from detente_client.commands import deeds
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.notebook import Note
from detente_client.i18n import tr


class NotesScreen(ModalScreen[None]):
    """Nobody but the player ever reads them."""

    BINDINGS = [
        ("escape", "leave", ""),
        Binding("ctrl+o", "leave", id="notes"),
        ("delete", "strike", ""),
    ]
    DEFAULT_CSS = """
    NotesScreen { align: center middle; }
    #notebook { width: 90%; max-width: 100; height: 80%; padding: 0 1; background: $panel; border: round $accent; }
    #notebook Choices { height: 1fr; border: none; background: $panel; margin: 1 0; }
    #notebook Choices:focus { border: none; }
    #notebook .option-list--option { padding: 0 0 1 0; }
    #none { height: 1fr; margin: 1 0; color: $text-muted; }
    """

    def __init__(self, delegation: Delegation) -> None:
        super().__init__()
        self._delegation = delegation

    def compose(self) -> ComposeResult:
        """The notes, and a line for the next."""
        with Vertical(id="notebook"):
            yield Words(painted((tr("Your notes"), "bold $accent"), "  ", (self._keys(), "$text-muted")))
            yield Choices(id="notes")
            yield Words(tr("There are none yet. What you write here nobody else ever reads."), id="none")
            yield Field(hint=tr("A new note, and Enter"), id="note")
            yield Words(id="answer")

    def on_mount(self) -> None:
        """Show what there is; the next can be written at once."""
        self.call_after_refresh(self._renew)
        self.query_one("#note").focus()

    def _keys(self) -> str:
        return tr("Delete strikes out what is marked, Escape closes")

    def _renew(self) -> None:
        notes, list = self._delegation.notebook.notes, self.query_one("#notes", Choices)
        room = list.size.width or self.query_one("#notebook").size.width - 2
        list.offer((str(note.number), _row(note, room - 2)) for note in reversed(notes))
        list.display = bool(notes)
        self.query_one("#none").display = not notes
        if notes and list.highlighted is None:
            list.highlighted = 0

    def on_input_submitted(self, event: Field.Submitted) -> None:
        """Write it."""
        event.stop()
        before = len(self._delegation.notebook.notes)
        self._do(deeds.Jot(event.value))
        if len(self._delegation.notebook.notes) > before:
            event.input.clear()

    def action_strike(self) -> None:
        """Take the marked one out."""
        marked = self.query_one("#notes", Choices).marked
        if marked is not None:
            self._do(deeds.Strike(int(marked)))

    def _do(self, deed: deeds.Own) -> None:
        self.query_one("#answer", Words).show(lines(self._delegation.desk.do(deed)))
        self._renew()

    def action_leave(self) -> None:
        """Close it."""
        self.dismiss(None)


def _row(note: Note, width: int) -> Shown:
    """Its later lines stand below its words."""
    when = tr("turn {turn}", turn=note.turn) if note.turn else tr("before the first turn")
    head = f"{note.number}, {when}  "
    first, *more = wrapped(note.text, width - len(head))
    return painted((head, "$text-muted"), first, *("\n" + " " * len(head) + line for line in more))
