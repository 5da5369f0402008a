"""Offers, those that stand before those that are past, and one of them in full.

Owns: `OffersView`.
Does not know: how offers are arranged (`bargaining.offers`), how one is answered (the line that it proposes).
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll

from detente_client.app.actions import Action, bindings
from detente_client.app.keynames import ActionRow
from detente_client.app.kit import Choices, Shown, Words, fitted, lines, painted
from detente_client.app.pages.table.painting import against, worth_rows
from detente_client.app.pages.table.view import View
from detente_client.bargaining.folio import PACKAGE
from detente_client.bargaining.offers import OfferRow, offer_head, offer_rows
from detente_client.bargaining.packages import number_of, typed
from detente_client.i18n import tr
from detente_client.words.naming import capital

TABLE: tuple[Action, ...] = (
    Action(
        "offer.accept",
        "a",
        tr("Accept"),
        tr("Accept it."),
        lambda view: view.answer("/accept {name} : "),
        plain="/accept",
    ),
    Action(
        "offer.counter",
        "c",
        tr("Counter"),
        tr("Offer the same with some choices changed."),
        lambda view: view.answer("/counter {name} "),
        plain="/counter",
    ),
    Action(
        "offer.reject",
        "r",
        tr("Reject"),
        tr("Refuse it."),
        lambda view: view.answer("/reject {name} "),
        plain="/reject",
    ),
    Action(
        "offer.load",
        "l",
        tr("Load"),
        tr("Take its choices into your package."),
        lambda view: view.load(),
        plain="/counter",
    ),
    Action(
        "offer.compare",
        "v",
        tr("Compare"),
        tr("Hold it against your package."),
        lambda view: view.compare(),
        plain="/compare",
    ),
)

PACKAGES = 144
"""From so many columns on the choices stand in the rows where the marked offer stands beside them."""


class OffersView(View):
    """A row each offer; below (or beside) the one that is marked."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)
    FOCUS = "offers"
    DEFAULT_CSS = """
    OffersView > Horizontal { height: 1fr; layout: vertical; }
    OffersView.wide > Horizontal { layout: horizontal; }
    OffersView .side { height: 1fr; border-top: solid $panel; }
    OffersView.wide .side { border-top: none; border-left: solid $panel; }
    OffersView VerticalScroll { height: 1fr; padding-right: 1; }
    """

    def compose(self) -> ComposeResult:
        """Rows, and one in full."""
        with Horizontal():
            yield Choices(id="offers")
            with Vertical(classes="side"):
                with VerticalScroll():
                    yield Words(id="offer")
                yield ActionRow(TABLE, self)

    def renew(self) -> None:
        """Draw the rows, and the one that is marked."""
        self._rows = offer_rows(self.scene)
        self.query_one("#offers", Choices).offer([(row.ref, self._row(row)) for row in self._rows])
        self._draw_offer()

    @property
    def _marked(self) -> OfferRow | None:
        marked = self.query_one("#offers", Choices).marked
        return next((row for row in self._rows if row.ref == marked), self._rows[0] if self._rows else None)

    def _row(self, row: OfferRow) -> Shown:
        who = capital(self.scene.names.whom(row.by))
        where = tr("{channel} secret", channel=row.where) if row.secret else row.where
        head = fitted(f" {row.name}", 6) + fitted(who, 16) + fitted(tr("turn {turn}", turn=row.turn), 8)
        style = "bold" if row.standing and not row.mine else "" if row.standing else "$noise"
        below = row.worth is not None and row.worth.outcome < row.worth.batna
        points = f"{row.worth.outcome:>3}{'▼' if below else ' '} " if row.worth else "     "
        worth = against(row.worth.outcome, row.worth.batna) if row.worth and row.standing else style
        return painted(
            (head, style),
            (fitted(where, 12), "$secret" if row.secret else style),
            (fitted(row.state, 11), style),
            (points, worth),
            (typed(self.scene, row.package) if self._has_packages else "", style),
        )

    @property
    def _has_packages(self) -> bool:
        """Whether a row has room for the choices; they stand at length beside it, or below."""
        return not self.wide or self.size.width >= PACKAGES

    def _draw_offer(self) -> None:
        row, words = self._marked, self.query_one("#offer", Words)
        if row is None:
            words.show(tr("Nobody has offered anything yet. Put a package together under Issues (1)."))
            return
        shown: list[Shown] = [painted((offer_head(self.scene, row), "bold"))]
        shown += [
            f"{number_of(self.scene, choice)} {self.scene.names.choice(choice)}"
            for choice in self.scene.names.in_order(row.package)
        ]
        words.show(lines([*shown, *(worth_rows(self.scene, row.worth) if row.worth else [])]))

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Show the one that is marked now."""
        event.stop()
        self._draw_offer()

    # -- what becomes of it -------------------------------------------------------------------------------------

    def answer(self, line: str) -> None:
        """Propose the line that answers it."""
        if (row := self._marked) is not None:
            self.type_line(line.format(name=row.name))

    def load(self) -> None:
        """Take its choices."""
        if (row := self._marked) is not None:
            self.folio.package = row.package
            self.turn_to("issues")

    def compare(self) -> None:
        """Hold it against the package."""
        if (row := self._marked) is not None:
            self.folio.first, self.folio.second = row.name, PACKAGE
            self.turn_to("compare")
