"""Issues and options, and the package that the player puts together of them.

Owns: `IssuesView`: rows of options, the choice of them, live points, the whips' count of the package.
Does not know: how points are reckoned (`bargaining.packages`), the server (`Counting` asks it).
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll

from detente_client.app.actions import Action, bindings
from detente_client.app.keynames import ActionRow
from detente_client.app.kit import Choices, Shown, Words, brief, fitted, lines, painted, wrapped
from detente_client.app.pages.rows import section
from detente_client.app.pages.table.counting import Counting
from detente_client.app.pages.table.optionrows import IN_COLUMNS, OptionRows
from detente_client.app.pages.table.painting import whips_row, whips_rows, worth_rows
from detente_client.app.pages.table.view import View
from detente_client.bargaining.about import about
from detente_client.bargaining.offers import OfferRow, offer_rows
from detente_client.bargaining.packages import changed, number_of, typed, without, worth_of
from detente_client.bargaining.positions import IssueRow, Position, standing
from detente_client.commands.notation import written
from detente_client.i18n import tr
from detente_wire.terms import Choice, Instrument, IssueId, OptionId, options_of

TABLE: tuple[Action, ...] = (
    Action(
        "package.offer",
        "o",
        tr("Offer"),
        tr("Propose the package in the current channel."),
        lambda view: view.offer(),
        plain="/offer",
    ),
    Action(
        "package.letter",
        "w",
        tr("By letter"),
        tr("Write the package in a letter."),
        lambda view: view.letter(),
        plain="/letter",
    ),
    Action(
        "package.draft",
        "d",
        tr("Into a draft"),
        tr("Write a text that settles the package."),
        lambda view: view.draft(),
        plain="/draft",
    ),
    Action(
        "package.load",
        "l",
        tr("Load an offer"),
        tr("Take the choices of the next offer that stands."),
        lambda view: view.load(),
        plain="/counter",
    ),
    Action("package.clear", "x", tr("Empty"), tr("Take every choice out."), lambda view: view.clear()),
)

FOOT = 68
"""Columns of the package where it stands beside the options."""


class IssuesView(View):
    """A row each option; below (or beside) the package."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)
    FOCUS = "positions"
    DEFAULT_CSS = """
    IssuesView.wide > Horizontal > .foot { width: 68; height: 1fr; border-top: none; border-left: solid $panel; }
    IssuesView.wide .buttons Push { margin-right: 0; }
    IssuesView #at-length { display: none; height: 1fr; margin-top: 1; padding-top: 1; border-top: solid $panel; }
    IssuesView.wide #at-length { display: block; }
    IssuesView > Horizontal { height: 1fr; layout: vertical; }
    IssuesView.wide > Horizontal { layout: horizontal; }
    """

    def compose(self) -> ComposeResult:
        """Rows, and the package."""
        with Horizontal():
            with Vertical(classes="body"):
                yield Words(id="heading")
                yield Choices(id="positions")
            with Vertical(classes="foot"):
                yield Words(id="package")
                yield ActionRow(TABLE, self)
                with VerticalScroll(id="at-length", can_focus=False):
                    yield Words(id="about")

    def on_mount(self) -> None:
        """Have the whips count."""
        self._counting = Counting(self, self.delegation, self._draw_package)
        self._loaded = -1
        self._table = standing(self.scene)

    # -- drawing ------------------------------------------------------------------------------------------------

    def renew(self) -> None:
        """Draw rows and package."""
        self._table = table = standing(self.scene)
        chosen = options_of(self.folio.package)
        drawn = OptionRows(self.scene, table, self._room, self.wide)
        rows: list[tuple[str, Shown]] = []
        for issue in table.rows:
            rows.append((issue.id, drawn.issue(issue)))
            rows += [
                (f"{issue.id}={option.choice.option}", drawn.option(option, chosen))
                for option in issue.options
            ]
        heading = self.query_one("#heading", Words)
        heading.display = self.wide
        heading.show(drawn.heading())
        self.query_one("#positions", Choices).offer(rows)
        self._draw_package()
        self._draw_about()

    @property
    def wide(self) -> bool:
        """Whether the package stands beside the options: not before their titles have room there too."""
        return self.size.width >= IN_COLUMNS

    @property
    def _room(self) -> int:
        """Columns of a row."""
        return self.size.width - (FOOT if self.wide else 0) - 2

    # -- the package --------------------------------------------------------------------------------------------

    def _draw_package(self) -> None:
        said = self.folio.package
        if not said:
            self.query_one("#package", Words).show(lines(self._empty()))
            return
        rows: list[Shown] = [] if self.wide else [self._marked_row()]
        if self.wide:
            rows += [row for choice in self.scene.names.in_order(said) for row in self._chosen(choice)]
        else:
            rows.append(painted((tr("Your package"), "bold"), " ", typed(self.scene, said)))
        worth = worth_of(self.scene, said)
        rows += worth_rows(self.scene, worth) if worth is not None else []
        rows += self._counted()
        self.query_one("#package", Words).show(lines(rows))

    def _chosen(self, choice: Choice) -> list[Shown]:
        """A choice with its points, on as many rows as it takes."""
        number = fitted(number_of(self.scene, choice), 5)
        points = self.scene.view.worth.get(choice.issue, {}).get(choice.option)
        head = number + (f"{points:>3}  " if points is not None else "")
        first, *rest = wrapped(self.scene.names.choice(choice), FOOT - 4 - len(head))
        return [painted((head, "bold"), first), *(" " * len(head) + row for row in rest)]

    def _counted(self) -> list[Shown]:
        """What the whips count, once they have."""
        if self.scene.me not in self.scene.pack.must_sign:
            return [painted((tr("You need not sign what the principals settle."), "$noise"))]
        answer = self._counting.of(self._text())
        if answer is None:
            return [painted((tr("The whips are counting …"), "$noise"))]
        return whips_rows(answer) if self.wide else [whips_row(answer)]

    def _empty(self) -> list[Shown]:
        table = standing(self.scene)
        usual = painted((tr("Enter or a click puts an option into your package."), "$noise"))
        hint = usual if self.wide else self._marked_row(usual)
        if table.outcome is None:
            return [hint]
        agreed = tr(
            "Without a deal you have {batna}; what is agreed for now would make it {outcome} of 100.",
            batna=table.batna,
            outcome=table.outcome,
        )
        return [agreed, hint]

    # -- the marked row, at length -------------------------------------------------------------------------------

    def _marked(self) -> tuple[IssueRow | None, Position | None]:
        """The issue, and the option if it is one, that is marked."""
        issue, _, option = (self.query_one("#positions", Choices).marked or "").partition("=")
        row = next((row for row in self._table.rows if row.id == issue), None)
        found = (one for one in row.options if one.choice.option == option) if row is not None else ()
        return row, next(iter(found), None)

    def _marked_row(self, usual: Shown = "") -> Shown:
        """The marked option's whole title, cut in its row perhaps; of an issue what is usual, or what it is about."""
        row, option = self._marked()
        if row is None or (usual and option is None):
            return usual
        if option is not None:
            return painted((fitted(f"{option.number} {option.title}", self.size.width - 2), "bold"))
        issue = self.scene.pack.issue(row.id)
        said = issue.description if issue is not None else ""
        return painted((brief(said, self.size.width - 2), "$noise")) if said else usual

    def _draw_about(self) -> None:
        """Beside the options, where there is room."""
        row, option = self._marked()
        if not self.wide or row is None:
            return
        parts = about(self.scene, row, option)
        self.query_one("#about", Words).show(lines(one for part in parts for one in section(part, FOOT - 4)))
        self.query_one("#at-length", VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Tell of it."""
        event.stop()
        self._draw_package()
        self._draw_about()

    # -- choosing -----------------------------------------------------------------------------------------------

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """An option goes in or out; an issue goes out."""
        event.stop()
        issue, _, option = (event.option.id or "").partition("=")
        said = self.folio.package
        if option:
            self.folio.package = changed(said, Choice(IssueId(issue), OptionId(option)))
        elif IssueId(issue) in options_of(said):
            self.folio.package = without(said, IssueId(issue))
        else:
            self.delegation.say(tr("Go down to one of its options: Enter puts that into your package."))
        self.renew()

    def load(self) -> None:
        """The next offer that stands, others' before one's own."""
        rows = sorted(
            (row for row in offer_rows(self.scene) if row.standing and row.package), key=lambda row: row.mine
        )
        if not rows:
            self.delegation.say(tr("No offer stands that could be loaded."))
            return
        self._loaded = (self._loaded + 1) % len(rows)
        self._take(rows[self._loaded])

    def _take(self, row: OfferRow) -> None:
        self.folio.package = row.package
        self.renew()

    def clear(self) -> None:
        """Nothing is chosen."""
        self.folio.package = ()
        self.renew()

    # -- what becomes of it -------------------------------------------------------------------------------------

    def _filled(self) -> bool:
        """Whether anything is in the package; the player is told how to fill it where nothing is."""
        if not self.folio.package:
            self.delegation.say(tr("Your package is empty: mark an option, and Enter puts it in."))
        return bool(self.folio.package)

    def _text(self) -> Instrument:
        return self._counting.text_of(self.folio.package)

    def offer(self) -> None:
        """In the current channel."""
        if self._filled():
            self.type_line(f"/offer {typed(self.scene, self.folio.package)} : ")

    def letter(self) -> None:
        """To the other principals; the player may name others."""
        if self._filled():
            others = [nation for nation in self.scene.pack.must_sign if nation != self.scene.me]
            self.type_line(f"/letter {' '.join(others)} offer {typed(self.scene, self.folio.package)} : ")

    def draft(self) -> None:
        """Into the editor, as a treaty of the principals."""
        if self._filled():
            text = self._counting.text_of(self.folio.package)
            self.folio.draft, self.folio.origin = written(self.delegation.here, text), None
            self.turn_to("draft")
