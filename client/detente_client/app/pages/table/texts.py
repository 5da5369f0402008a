"""Texts as they stand, and one of them clause by clause.

Owns: `TextsView`.
Does not know: how texts are arranged (`bargaining.texts`), how a name is put under one (`signing`).
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll

from detente_client.app.actions import Action, bindings
from detente_client.app.keynames import ActionRow
from detente_client.app.kit import Choices, Shown, Words, fitted, lines, painted, wrapped
from detente_client.app.pages.table.counting import Counting
from detente_client.app.pages.table.painting import whips_row, worth_rows
from detente_client.app.pages.table.signing import SigningScreen, Verb
from detente_client.app.pages.table.view import View
from detente_client.bargaining.folio import AGREED
from detente_client.bargaining.texts import TextRow, clause_line, text_rows
from detente_client.commands.notation import written
from detente_client.i18n import spelled, tr, trc

TABLE: tuple[Action, ...] = (
    Action(
        "text.name",
        "s",
        tr("Put name"),
        tr("Put your name under it, with its exact words before you."),
        lambda view: view.put_name(),
        plain="/sign",
    ),
    Action(
        "text.read",
        "r",
        tr("Read"),
        tr("Its exact words, and what they would mean for you."),
        lambda view: view.put_name("read"),
        plain="/clauses",
    ),
    Action(
        "text.voice",
        "e",
        tr("Endorse"),
        tr("Lend a text of others your voice, with its exact words before you."),
        lambda view: view.put_name("endorse"),
        plain="/endorse",
    ),
    Action(
        "text.table",
        "t",
        trc("to lay a draft before its parties", "Table"),
        tr("Lay your draft before its parties."),
        lambda view: view.propose("/table {name} : "),
        plain="/table",
    ),
    Action(
        "text.edit",
        "d",
        tr("Edit"),
        tr("Take its lines into the editor: to amend it, or for a new text."),
        lambda view: view.edit(),
        plain="/amend",
    ),
    Action(
        "text.compare",
        "v",
        tr("Compare"),
        tr("Hold it against another."),
        lambda view: view.compare(),
        plain="/compare",
    ),
)
_SIDE = 19


class TextsView(View):
    """A row each text; beside it the one that is marked."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)
    FOCUS = "texts"
    DEFAULT_CSS = """
    TextsView > .body { height: 1fr; }
    TextsView #texts { width: 19; }
    TextsView .side { border-left: solid $panel; padding-left: 1; height: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """Rows, and one in full."""
        with Horizontal(classes="body"):
            yield Choices(id="texts")
            with VerticalScroll(classes="side"):
                yield Words(id="text")
        yield ActionRow(TABLE, self)

    def on_mount(self) -> None:
        """Have the whips count."""
        self._counting = Counting(self, self.delegation, self._draw)

    def renew(self) -> None:
        """Draw the rows, and the one that is marked."""
        self._rows = text_rows(self.scene)
        self.query_one("#texts", Choices).offer([(row.ref, self._row(row)) for row in self._rows])
        if self.folio.text is not None and any(row.ref == self.folio.text for row in self._rows):
            choices = self.query_one("#texts", Choices)
            choices.highlighted = choices.get_option_index(self.folio.text)
            self.folio.text = None
        self._draw()

    @property
    def _marked(self) -> TextRow | None:
        marked = self.query_one("#texts", Choices).marked
        return next((row for row in self._rows if row.ref == marked), self._rows[0] if self._rows else None)

    def _row(self, row: TextRow) -> Shown:
        asks = row.party and row.status in ("tabled", "initialled")
        style = "bold" if asks else "$noise" if row.status in ("terminated", "lapsed", "expired") else ""
        return painted((fitted(f" {row.name} {spelled(row.status)}", _SIDE - 2), style))

    def _draw(self) -> None:
        row, words = self._marked, self.query_one("#text", Words)
        if row is None:
            words.show(self._none())
            return
        room = self.size.width - _SIDE - 5
        shown: list[Shown] = [painted((line, "bold")) for line in wrapped(f"{row.name}: {row.title}", room)]
        shown += [painted((line, "$noise")) for said in row.state for line in wrapped(said, room)]
        for clause in row.clauses:
            style = "bold $error" if clause.report == "breached" else ""
            shown += [painted((line, style)) for line in wrapped(clause_line(clause), room)]
        shown += worth_rows(self.scene, row.worth) if row.worth else []
        shown += [self._counted(row)] if row.party else []
        words.show(lines([*shown, painted((tr("Hash {hash}", hash=row.hash[:16]), "$noise"))]))

    def _counted(self, row: TextRow) -> Shown:
        answer = self._counting.of(self.scene.view.instruments[row.ref].text)
        return whips_row(answer) if answer else painted((tr("The whips are counting …"), "$noise"))

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Show that one."""
        event.stop()
        self._draw()

    def _none(self) -> str:
        if not self.may("draft"):
            return tr("There is no text yet.")
        return tr("There is no text yet. Write one under Draft.")

    # -- what becomes of it -------------------------------------------------------------------------------------

    def put_name(self, verb: Verb | None = None) -> None:
        """Show the exact words; who agrees to them there puts his name under them."""
        if (row := self._marked) is None:
            return
        wanted: Verb = verb or ("sign" if row.status == "initialled" else "initial")
        self.app.push_screen(SigningScreen(self.delegation, row.ref, wanted), self._agreed)

    def _agreed(self, line: str | None) -> None:
        """The line that names text and hash; it goes the way of every typed line."""
        if line:
            self.run_worker(self.delegation.take(line), group="deeds")

    def propose(self, line: str) -> None:
        """Put a line before the player."""
        if (row := self._marked) is not None:
            self.type_line(line.format(name=row.name))

    def edit(self) -> None:
        """Into the editor; a draft or a tabled text of one's own is amended, any other serves for a new one."""
        if (row := self._marked) is not None:
            text = self.scene.view.instruments[row.ref].text
            changes = row.status == "draft" or (row.status == "tabled" and row.party)
            self.folio.draft = written(self.delegation.here, text)
            self.folio.origin = row.ref if changes else None
            self.turn_to("draft")

    def compare(self) -> None:
        """Hold it against the newest other text, or what is agreed for now."""
        if (row := self._marked) is not None:
            others = [other.name for other in self._rows if other.ref != row.ref]
            self.folio.first, self.folio.second = row.name, others[0] if others else AGREED
            self.turn_to("compare")
