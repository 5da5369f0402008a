"""Two packages or texts side by side.

Owns: `CompareView`.
Does not know: what can be compared (`bargaining.folio`), how it differs (`bargaining.packages`, `.differences`).
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll

from detente_client.app.actions import Action, bindings
from detente_client.app.kit import Choices, Shown, Words, fitted, lines, painted, wrapped
from detente_client.app.pages.table.view import View
from detente_client.bargaining.differences import differences
from detente_client.bargaining.folio import Side, sides
from detente_client.bargaining.packages import Contrast, contrasts, said_of, worth_of
from detente_client.i18n import tr
from detente_wire.terms import Instrument, IssueId, OptionId

TABLE: tuple[Action, ...] = (
    Action(
        "compare.swap", "x", tr("Swap"), tr("First for second."), lambda view: view.swap(), plain="/compare"
    ),
)
SIGNS = {"-": "$warning", "+": "bold $success", "=": "$noise"}


class CompareView(View):
    """Two lists to choose from, and what differs."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)
    FOCUS = "first"
    DEFAULT_CSS = """
    CompareView > Horizontal { height: 6; }
    CompareView > Horizontal Choices { width: 1fr; height: 6; }
    CompareView #second { border-left: solid $panel; }
    CompareView VerticalScroll { border-top: solid $panel; height: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """First and second, and the difference."""
        with Horizontal():
            yield Choices(id="first")
            yield Choices(id="second")
        with VerticalScroll():
            yield Words(id="difference")

    def renew(self) -> None:
        """Draw all of it."""
        self._sides = {side.key: side for side in sides(self.scene, self.folio)}
        for id in ("first", "second"):
            choices, chosen = self.query_one(f"#{id}", Choices), getattr(self.folio, id)
            choices.offer([(side.key, self._side(side, chosen)) for side in self._sides.values()])
            if chosen in self._sides and choices.marked != chosen:
                choices.highlighted = choices.get_option_index(chosen)
        self._draw()

    def _side(self, side: Side, chosen: str) -> Shown:
        sign = "▸" if side.key == chosen else " "
        return fitted(f"{sign}{side.title}", max(20, self.size.width // 2 - 3))

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Another is compared."""
        event.stop()
        if event.option_list.id in ("first", "second") and event.option.id:
            setattr(self.folio, event.option_list.id, event.option.id)
            self.renew()

    def swap(self) -> None:
        """First for second."""
        self.folio.first, self.folio.second = self.folio.second, self.folio.first
        self.renew()

    # -- drawing ------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        first, second = self._sides.get(self.folio.first), self._sides.get(self.folio.second)
        if first is None or second is None:
            self.query_one("#difference", Words).show(tr("Choose two."))
            return
        rows = [self._points(first, second)]
        if first.text is not None and second.text is not None:
            rows += self._clauses(first.text, second.text)
        else:
            rows += self._packages(first, second)
        self.query_one("#difference", Words).show(lines(rows))

    @property
    def _half(self) -> int:
        return (self.size.width - 4) // 2

    def _points(self, first: Side, second: Side) -> Shown:
        """Both in all, each above its column."""
        return painted(
            *[(fitted(f" {self._total(side)}", self._half + 2), "bold") for side in (first, second)]
        )

    def _total(self, side: Side) -> str:
        worth = worth_of(self.scene, side.package)
        if worth is None:
            return side.key
        return tr("{name}: {points} of 100 in all", name=side.key, points=worth.outcome)

    def _packages(self, first: Side, second: Side) -> list[Shown]:
        rows: list[Shown] = []
        for row in contrasts(self.scene, first.package, second.package):
            sign = tr("differs") if row.differs else tr("same")
            title = tr("{issue}: {sign}", issue=self.scene.names.issue(row.issue), sign=sign)
            rows.append(painted((f" {title}", "bold $accent" if row.differs else "$noise")))
            rows += self._contrast(row)
        return rows or [" " + tr("Neither settles anything.")]

    def _contrast(self, row: Contrast) -> list[Shown]:
        left = self._option(row.issue, row.first, row.first_points)
        right = self._option(row.issue, row.second, row.second_points)
        style = "" if row.differs else "$noise"
        return [
            painted(
                (fitted(left[n] if n < len(left) else "", self._half + 2), style),
                (right[n] if n < len(right) else "", style),
            )
            for n in range(max(len(left), len(right)))
        ]

    def _option(self, issue: IssueId, option: OptionId | None, points: int | None) -> list[str]:
        number = f"{points:>4}  " if points is not None else "      "
        first, *rest = wrapped(said_of(self.scene, issue, option), self._half - 6)
        return [number + first, *(" " * 6 + row for row in rest)]

    def _clauses(self, first: Instrument, second: Instrument) -> list[Shown]:
        rows: list[Shown] = [
            painted(
                (f" - {tr('only in the first')}", SIGNS["-"]),
                (f"   + {tr('only in the second')}", SIGNS["+"]),
                (f"   = {tr('in both')}", SIGNS["="]),
            )
        ]
        for one in differences(self.scene, first, second):
            for sign, words in one.lines:
                head, *rest = wrapped(words, self.size.width - 6)
                rows.append(painted((f" {sign} {head}", SIGNS[sign])))
                rows += [painted((f"   {row}", SIGNS[sign])) for row in rest]
        return rows
