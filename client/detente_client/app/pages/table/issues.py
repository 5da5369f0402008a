"""Issues and options, and the package that the player puts together of them.

Owns: `IssuesView`: rows of options, the choice of them, live points, the whips' count of the package.
Does not know: how points are reckoned (`bargaining.packages`), the server (`Counting` asks it).
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from detente_client.app.actions import Action, bindings
from detente_client.app.kit import Choices, Push, Shown, Words, fitted, lines, painted
from detente_client.app.pages.table.counting import Counting
from detente_client.app.pages.table.painting import Part, whips_row, worth_rows
from detente_client.app.pages.table.view import View
from detente_client.bargaining.notation import written
from detente_client.bargaining.offers import OfferRow, offer_rows
from detente_client.bargaining.packages import changed, number_of, typed, without, worth_of
from detente_client.bargaining.positions import Backing, IssueRow, Position, standing
from detente_client.i18n import tr
from detente_wire.terms import Choice, Instrument, IssueId, OptionId, options_of

TABLE: tuple[Action, ...] = (
    Action(
        "package.offer",
        "o",
        tr("Offer"),
        tr("Propose the package in the current channel."),
        lambda view: view.offer(),
    ),
    Action(
        "package.letter",
        "w",
        tr("By letter"),
        tr("Write the package in a letter."),
        lambda view: view.letter(),
    ),
    Action(
        "package.draft",
        "d",
        tr("Into a draft"),
        tr("Write a text that settles the package."),
        lambda view: view.draft(),
    ),
    Action(
        "package.load",
        "l",
        tr("Load an offer"),
        tr("Take the choices of the next offer that stands."),
        lambda view: view.load(),
    ),
    Action("package.clear", "x", tr("Empty"), tr("Take every choice out."), lambda view: view.clear()),
)


class IssuesView(View):
    """A row each option; below (or beside) the package."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)
    FOCUS = "positions"
    DEFAULT_CSS = """
    IssuesView.wide > Horizontal > .foot { width: 62; height: 1fr; border-top: none; border-left: solid $panel; }
    IssuesView > Horizontal { height: 1fr; layout: vertical; }
    IssuesView.wide > Horizontal { layout: horizontal; }
    """

    def compose(self) -> ComposeResult:
        """Rows, and the package."""
        with Horizontal():
            yield Choices(id="positions")
            with Vertical(classes="foot"):
                yield Words(id="package")
                with Horizontal(classes="buttons"):
                    for row in TABLE:
                        title = f"{row.keys} {row.title}"
                        yield Push(title, id=row.id.replace(".", "-"), compact=True)

    def on_mount(self) -> None:
        """Have the whips count."""
        self._counting = Counting(self, self.delegation, self._draw_package)
        self._loaded = -1

    # -- drawing ------------------------------------------------------------------------------------------------

    def renew(self) -> None:
        """Draw rows and package."""
        table = standing(self.scene)
        chosen = options_of(self.folio.package)
        rows: list[tuple[str, Shown]] = []
        for issue in table.rows:
            rows.append((issue.id, self._issue(issue)))
            rows += [
                (f"{issue.id}={option.choice.option}", self._option(option, chosen))
                for option in issue.options
            ]
        self.query_one("#positions", Choices).offer(rows)
        self._draw_package()

    @property
    def _room(self) -> int:
        """Columns of a row."""
        return self.size.width - (62 if self.wide else 0) - 2

    def _issue(self, row: IssueRow) -> Shown:
        best = tr("best {points}", points=row.best) if row.best is not None else ""
        title = fitted(f"{row.number} {row.title}", max(20, self._room - 32))
        return painted((title, "bold $accent"), (fitted(best, 10), "$noise"), (f" {row.state}", "$noise"))

    def _option(self, row: Position, chosen: dict[IssueId, OptionId]) -> Shown:
        taken = chosen.get(row.choice.issue) == row.choice.option
        side = 48 if self._room > 110 else 28
        mark = "[x] " if taken else "[ ] "
        title = fitted(f"{mark}{row.number} {row.title}", self._room - 6 - side)
        points = f"{row.points:>4} " if row.points is not None else "     "
        style = "bold" if taken else ""
        return painted((f" {title}", style), (points, "bold"), *self._notes(row, side))

    def _notes(self, row: Position, room: int) -> list[Part]:
        """What is to be said of it: the closing first, red lines, who stands behind it."""
        parts: list[Part] = []
        parts += [(tr("agreed "), "bold $success")] if row.closed else []
        parts += [(tr("agreed for now "), "$success")] if row.provisional else []
        parts += [(tr("red line "), "bold $error")] if row.red else []
        parts += self._backing(row.backing)
        parts += [(tr("may not last "), "$warning")] if row.wrongs else []
        parts += [(tr("as it is now "), "$noise")] if row.status_quo else []
        return parts

    def _backing(self, rows: tuple[Backing, ...]) -> list[Part]:
        """Who stands behind it openly; then who does so in secret only."""
        openly = {row.nation for row in rows if not row.quiet}
        parts: list[Part] = [(self._behind(row), "$message") for row in rows if not row.quiet]
        quietly = [row for row in rows if row.quiet and row.nation not in openly]
        if quietly:
            said = " ".join(self._behind(row).strip() for row in quietly)
            parts.append((tr("secret: {said} ", said=said), "$secret"))
        return parts

    def _behind(self, one: Backing) -> str:
        """``gbr o3`` for its own offer, ``gbr ✓o3`` for another's that it accepted."""
        who = tr("you") if one.nation == self.scene.me else str(one.nation)
        return f"{who} {'✓' if one.accepted else ''}{one.offers[-1]} "

    def _draw_package(self) -> None:
        said = self.folio.package
        if not said:
            self.query_one("#package", Words).show(lines(self._empty()))
            return
        rows: list[Shown] = []
        if self.wide:
            rows += [f"{number_of(self.scene, c)} {self.scene.names.choice(c)}" for c in self._in_order()]
        else:
            rows.append(painted((tr("Your package "), "bold"), typed(self.scene, said)))
        worth = worth_of(self.scene, said)
        rows += worth_rows(self.scene, worth) if worth is not None else []
        rows.append(self._counted())
        self.query_one("#package", Words).show(lines(rows))

    def _in_order(self) -> list[Choice]:
        return self.scene.names.in_order(self.folio.package)

    def _counted(self) -> Shown:
        """What the whips count, once they have."""
        if self.scene.me not in self.scene.pack.must_sign:
            return painted((tr("You need not sign what the principals settle."), "$noise"))
        answer = self._counting.of(self._text())
        return whips_row(answer) if answer else painted((tr("The whips are counting …"), "$noise"))

    def _empty(self) -> list[Shown]:
        table = standing(self.scene)
        hint = painted((tr("Enter or a click puts an option into your package."), "$noise"))
        if table.outcome is None:
            return [hint]
        agreed = tr(
            "Without a deal you have {batna}; what is agreed for now would make it {outcome} of 100.",
            batna=table.batna,
            outcome=table.outcome,
        )
        return [agreed, hint]

    # -- choosing -----------------------------------------------------------------------------------------------

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """An option goes in or out; an issue goes out."""
        event.stop()
        issue, _, option = (event.option.id or "").partition("=")
        said = self.folio.package
        if option:
            self.folio.package = changed(said, Choice(IssueId(issue), OptionId(option)))
        else:
            self.folio.package = without(said, IssueId(issue))
        self.renew()

    def on_button_pressed(self, event: Push.Pressed) -> None:
        """As by its key."""
        event.stop()
        self.run_worker(self.action_do((event.button.id or "").replace("-", ".")), group="deeds")

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

    def _text(self) -> Instrument:
        return self._counting.text_of(self.folio.package)

    def offer(self) -> None:
        """In the current channel."""
        if self.folio.package:
            self.type_line(f"/offer {typed(self.scene, self.folio.package)} : ")

    def letter(self) -> None:
        """To the other principals; the player may name others."""
        if self.folio.package:
            others = [nation for nation in self.scene.pack.must_sign if nation != self.scene.me]
            self.type_line(f"/letter {' '.join(others)} offer {typed(self.scene, self.folio.package)} : ")

    def draft(self) -> None:
        """Into the editor, as a treaty of the principals."""
        if self.folio.package:
            text = self._counting.text_of(self.folio.package)
            self.folio.draft, self.folio.origin = written(self.delegation.here, text), None
            self.turn_to("draft")
