"""The editor of a text: lines on one side, what is wrong and what it means for the player on the other.

Owns: `DraftView`: when the lines are appraised, the deeds that write the text down and table it.
Does not know: the notation (`bargaining.notation`), the validator (the server is asked by `bargaining.appraisal`).
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer

from detente_client.app.actions import Action, bindings
from detente_client.app.keynames import ActionRow, key_of
from detente_client.app.kit import Manuscript, Shown, Words, lines, painted
from detente_client.app.match.actions import TABLE as MATCH
from detente_client.app.pages.table.counting import STILL_S
from detente_client.app.pages.table.painting import whips_row, worth_rows
from detente_client.app.pages.table.view import View
from detente_client.bargaining.appraisal import Appraisal, appraise
from detente_client.bargaining.folio import AGREED, DRAFT, written_down
from detente_client.bargaining.texts import plain_lines
from detente_client.commands import deeds
from detente_client.commands.notation import Problem, Reading, read_draft
from detente_client.delegation.transcript import Entry
from detente_client.i18n import tr
from detente_wire import acts
from detente_wire.terms import Instrument, Ref, instrument_hash

KEPT = "draft-editor"
"""Under which the lines are kept in the notebook."""
KEPT_OF = "draft-editor-of"
"""And the name of the text that they change."""
TABLE: tuple[Action, ...] = (
    Action(
        "draft.write",
        "enter",
        tr("Write"),
        tr("Step into the editor; what is typed stands in the draft then."),
        lambda view: view.write(),
        plain="/draft",
    ),
    Action(
        "draft.table",
        "ctrl+t",
        tr("Table it"),
        tr("Write the text down and lay it before its parties."),
        lambda view: view.table_it(),
        footer=True,
        plain="/table",
    ),
    Action(
        "draft.keep",
        "ctrl+s",
        tr("Write down"),
        tr("Write the text down; only you see it yet."),
        lambda view: view.write_down(),
        footer=True,
        plain="/draft",
    ),
    Action(
        "draft.compare",
        "ctrl+r",
        tr("Compare"),
        tr("Hold it against the text that it changes, or another."),
        lambda view: view.compare(),
        footer=True,
        plain="/compare",
    ),
    Action(
        "draft.new",
        "ctrl+n",
        tr("New"),
        tr("Begin a new text."),
        lambda view: view.begin(),
        footer=True,
        plain="/draft",
    ),
)
_FIRST = "\n".join(
    (
        "treaty",
        f"# {tr('one line a choice, clause or term:')}",
        "# 1=2",
        "# consultation by NATION about OBJECT",
        "# secret",
        "",
    )
)


class DraftView(View):
    """Lines that are written, and what they make."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)
    FOCUS = "lines"
    DEFAULT_CSS = """
    DraftView > Horizontal { height: 1fr; layout: vertical; }
    DraftView.wide > Horizontal { layout: horizontal; }
    DraftView #how { height: 1; background: $surface; }
    DraftView Manuscript { height: 1fr; border: none; padding: 0; background: $surface; }
    DraftView Manuscript:focus { border: none; }
    DraftView .side { height: 8; border-top: solid $panel; }
    DraftView.wide .side { height: 1fr; width: 62; border-top: none; border-left: solid $panel; padding-left: 1; }
    DraftView VerticalScroll { height: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """Whether one writes, lines, answers, buttons."""
        yield Words(id="how")
        with Horizontal():
            yield Manuscript(self.folio.draft, id="lines")
            with Vertical(classes="side"):
                with VerticalScroll(id="appraised"):
                    yield Words(id="answers")
                yield ActionRow((row for row in TABLE if row.footer), self)

    def on_mount(self) -> None:
        """Begin with what was kept."""
        self._timer: Timer | None = None
        self._reading = Reading(None, (), ())
        self._found: Appraisal | None = None
        if not self.folio.draft:
            kept = self.delegation.notebook.drafts
            self.folio.draft = kept.get(KEPT, "") or _FIRST
            of = self.scene.handles.find(kept.get(KEPT_OF, ""))
            self.folio.origin = Ref(of.ref) if of and self._can_change(Ref(of.ref)) else None
        self.query_one("#lines", Manuscript).write(self.folio.draft)
        self._read()

    def renew(self) -> None:
        """Take what another view put into the folio."""
        editor = self.query_one("#lines", Manuscript)
        if editor.text != self.folio.draft:
            editor.write(self.folio.draft)
            self._keep()
            self._read()
        self._draw()

    # -- stepping in ---------------------------------------------------------------------------------------------

    def step_in(self, *, leafing: bool = False) -> None:
        """Into the editor for who asked for it; whoever only comes past types nothing there unawares."""
        if leafing:
            self.query_one("#appraised").focus()
        else:
            self.write()
        self._draw_how()

    def write(self) -> None:
        """Into the editor."""
        self.query_one("#lines").focus()

    def on_descendant_focus(self) -> None:
        """One writes, or no more."""
        self._draw_how()

    def on_descendant_blur(self) -> None:
        """One writes no more."""
        self._draw_how()

    def _draw_how(self) -> None:
        """Where that goes which is typed."""
        if self.query_one("#lines").has_focus:
            key = key_of(self.app, MATCH, "line.focus")
            how = painted(
                (" " + tr("You write the draft.") + " ", "bold reverse $accent"),
                (" " + tr("{key} goes back to the line.", key=key), "$noise"),
            )
        else:
            write, on = key_of(self.app, TABLE, "draft.write"), key_of(self.app, MATCH, "page.table")
            told = tr("{write} or a click writes here, {on} goes on to the next view.", write=write, on=on)
            how = painted((" " + told, "$noise"))
        self.query_one("#how", Words).show(how, layout=False)

    # -- writing ------------------------------------------------------------------------------------------------

    def on_text_area_changed(self, event: Manuscript.Changed) -> None:
        """Keep it, and have it appraised as soon as the player pauses."""
        event.stop()
        if event.text_area.text != self.folio.draft:
            self.folio.draft = event.text_area.text
            self._keep()
            self._read()

    def _keep(self) -> None:
        """The lines are there after a crash."""
        of = self.scene.handles.name(self.folio.origin, "text") if self.folio.origin else ""
        self.delegation.notebook.draft(KEPT, self.folio.draft)
        self.delegation.notebook.draft(KEPT_OF, of)

    def _can_change(self, ref: Ref) -> bool:
        """Whether the text is still one that its parties can change."""
        seen = self.scene.view.instruments.get(ref)
        return seen is not None and seen.status in ("draft", "tabled")

    def _read(self) -> None:
        self._reading = read_draft(self.delegation.here, self.folio.draft)
        self.folio.drafted = self._reading.text
        self._found = None
        if self._timer is not None:
            self._timer.stop()
        if self._reading.text is not None:
            self._timer = self.set_timer(STILL_S, self._ask)
        self._draw()

    def _ask(self) -> None:
        if (text := self._reading.text) is not None:
            self.run_worker(self._appraise(text), group="appraisal", exclusive=True)

    async def _appraise(self, text: Instrument) -> None:
        found = await appraise(self.delegation.table, self.scene, text)
        if text == self._reading.text:
            self._found = found
            self._draw()

    # -- drawing ------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        rows = [self._what(), *self._problems()]
        if (found := self._found) is not None:
            rows += [whips_row(found.ratification)] if found.ratification else []
            rows += worth_rows(self.scene, found.worth) if found.worth else []
            if not found.problems:
                rows.append(painted((tr("Hash {hash}", hash=found.hash[:16]), "$noise")))
        if self._reading.text is not None and self._reading.text.clauses:
            rows.append(painted((tr("In plain words:"), "bold")))
            rows += plain_lines(self.scene, self._reading.text)
        self.query_one("#answers", Words).show(lines(rows))

    def _what(self) -> Shown:
        name = self.scene.handles.name(self.folio.origin, "text")
        head = f"{tr('This changes {name}.', name=name) if self.folio.origin else tr('A new text.')} "
        if self._reading.problems:
            return painted((head, "bold"), (tr("It cannot be made out yet:"), "$warning"))
        if self._reading.text is None:
            return painted((head, "bold"), (tr("Nothing is written."), "$noise"))
        if self._found is None:
            return painted((head, "bold"), (tr("The validator reads …"), "$noise"))
        if self._found.problems:
            return painted((head, "bold"), (tr("The validator objects:"), "bold $error"))
        return painted((head, "bold"), (tr("Nothing is wrong with it."), "bold $success"))

    def _problems(self) -> list[Shown]:
        found = self._reading.problems
        if not found and self._found is not None:
            found = self._reading.located(self._found.problems)
        return [self._problem(problem) for problem in found]

    def _problem(self, problem: Problem) -> Shown:
        words = self.scene.handles.spell(problem.words)
        if not problem.line:
            return words
        return painted((tr("line {line}", line=problem.line), "bold $warning"), " ", words)

    # -- what becomes of it -------------------------------------------------------------------------------------

    def begin(self) -> None:
        """A new text."""
        self.folio.draft, self.folio.origin = _FIRST, None
        self.renew()

    def write_down(self) -> None:
        """As a draft of one's own, or as an amendment of the text that the lines come from."""
        text = self._reading.text
        if text is None:
            self.delegation.say(tr("There is no text to write down: look at the lines that are marked."))
        elif self.folio.origin is not None:
            name = self.scene.handles.name(self.folio.origin, "text")
            done = tr("{name} is changed; every initial on it has fallen away.", name=name)
            self.do(deeds.Do(acts.Amend(self.folio.origin, text), done=done))
        else:
            self.do(deeds.Do(acts.Draft(text), done=tr("It is written down; only you see it yet.")))

    def table_it(self) -> None:
        """Write it down, and lay it before its parties as soon as it is heard of."""
        if self._reading.text is None or (self._found is not None and self._found.problems):
            self.delegation.say(tr("It cannot be tabled as it is: look at what the validator says."))
            return
        seen = self.scene.view.instruments.get(self.folio.origin) if self.folio.origin else None
        if seen is not None and seen.status == "tabled":
            self.write_down()  # what is amended lies on the table already
            return
        self.folio.to_table = instrument_hash(self._reading.text)
        if not self._lay():
            self.write_down()

    def tell(self, entry: Entry) -> None:
        """A text that waits to be tabled may have been written down."""
        if self.folio.to_table is not None:
            self._lay()

    def _lay(self) -> bool:
        """Table the draft of just these words, if it is there."""
        wanted = self.folio.to_table
        ref = written_down(self.scene, wanted) if wanted else None
        if ref is None:
            return False
        self.folio.to_table, self.folio.origin = None, ref
        self.folio.text = ref
        self._keep()
        self.do(deeds.Do(acts.Table(ref), done=tr("It lies before its parties now.")))
        if self.display:
            self.turn_to("texts")
        return True

    def compare(self) -> None:
        """Hold the lines against the text that they change, or what is agreed for now."""
        origin = self.scene.handles.named(self.folio.origin, "text")
        self.folio.first, self.folio.second = origin.name if origin else AGREED, DRAFT
        self.turn_to("compare")
