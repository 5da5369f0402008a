"""What the player knows of others and how he knows it: of one nation, or of all, issue by issue.

Owns: `KnownView`.
Does not know: where knowledge comes from (`bargaining.knowledge`).
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll

from detente_client.app.actions import Action, bindings
from detente_client.app.kit import Choices, Shown, Words, fitted, lines, painted, wrapped
from detente_client.app.pages.table.painting import SURE
from detente_client.app.pages.table.view import View
from detente_client.bargaining.knowledge import known_of
from detente_client.bargaining.known import Known, word_for
from detente_client.i18n import tr
from detente_wire.terms import IssueId, NationId

ALL = "all"
_SIDE = 18
_WORD = 11
_SOURCE = 44
"""Columns of the source where it stands beside what is known."""

TABLE: tuple[Action, ...] = (
    Action(
        "known.ask",
        "a",
        tr("Ask"),
        tr("Ask the nation what an issue means to it."),
        lambda view: view.propose("/ask {nation} "),
        plain="/ask",
    ),
    Action(
        "known.restate",
        "s",
        tr("Say back"),
        tr("Say back to the nation what you heard it want."),
        lambda view: view.propose("/restate {nation} "),
        plain="/restate",
    ),
)


class KnownView(View):
    """Nations, and what is known of the one that is marked."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)
    FOCUS = "whom"
    DEFAULT_CSS = """
    KnownView > Horizontal { height: 1fr; }
    KnownView #whom { width: 18; }
    KnownView VerticalScroll { border-left: solid $panel; padding-left: 1; }
    """

    def compose(self) -> ComposeResult:
        """Two columns."""
        with Horizontal():
            yield Choices(id="whom")
            with VerticalScroll():
                yield Words(id="known")

    def renew(self) -> None:
        """Draw both."""
        others = [nation for nation in self.scene.pack.nations if nation.id != self.scene.me]
        rows: list[tuple[str, Shown]] = [(ALL, " " + tr("Everybody"))]
        rows += [(nation.id, fitted(f" {nation.title}", _SIDE - 1)) for nation in others]
        self.query_one("#whom", Choices).offer(rows)
        self._draw()

    @property
    def _whom(self) -> list[NationId]:
        marked = self.query_one("#whom", Choices).marked or ALL
        if marked == ALL:
            return [nation for nation in self.scene.pack.order if nation != self.scene.me]
        return [NationId(marked)]

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Show that nation."""
        event.stop()
        self._draw()

    def _draw(self) -> None:
        found = [one for nation in self._whom for one in known_of(self.scene, nation)]
        order = {issue.id: n for n, issue in enumerate(self.scene.pack.issues, 1)}
        found.sort(key=lambda one: order.get(one.issue, 99) if one.issue else 0)
        rows: list[Shown] = []
        issue: IssueId | None = None
        for one in found:
            if one.issue != issue and one.issue is not None:
                title = f"{order.get(one.issue, 0)} {self.scene.names.issue(one.issue)}"
                rows.append(painted((title, "bold $accent")))
            issue = one.issue
            rows += self._known(one)
        self.query_one("#known", Words).show(lines(rows or [self._nothing()]))

    def _nothing(self) -> Shown:
        return tr("Nothing yet. Ask in a meeting (/ask), say back what you hear (/restate), dine (/dinner).")

    def _known(self, one: Known) -> list[Shown]:
        """How sure, what, and below or beside it how it is known."""
        word = fitted(f" {word_for(one.sureness)}", _WORD)
        room = self.size.width - _SIDE - _WORD - 5
        what = one.what if len(self._whom) == 1 else f"{self.scene.names.nation(one.nation)}: {one.what}"
        if not self.wide:
            first, *rest = wrapped(what, room)
            rows: list[Shown] = [painted((word, SURE[one.sureness]), first)]
            rows += [" " * _WORD + row for row in rest]
            return rows + [painted((" " * _WORD + row, "$noise")) for row in wrapped(one.source, room)]
        said, sources = wrapped(what, room - _SOURCE - 2), wrapped(one.source, _SOURCE)
        rows = []
        for n in range(max(len(said), len(sources))):
            left = fitted(said[n] if n < len(said) else "", room - _SOURCE)
            head = (word if n == 0 else " " * _WORD, SURE[one.sureness])
            rows.append(painted(head, left, (sources[n] if n < len(sources) else "", "$noise")))
        return rows

    def propose(self, line: str) -> None:
        """Put a line before the player that speaks to the nation."""
        whom = self._whom
        self.type_line(line.format(nation=whom[0]) if len(whom) == 1 else line.partition("{")[0])
