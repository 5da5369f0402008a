"""Rows of issues and options: title, points, who stands behind each, what else is to be said of it.

Owns: how a row looks at a width, with a column each nation or all of them one behind the other.
Does not know: what is chosen and why, what stands where (`bargaining.positions`).
"""

from __future__ import annotations

from functools import cached_property

from attrs import frozen
from rich.cells import cell_len

from detente_client.app.kit import Shown, fitted, painted
from detente_client.app.pages.table.painting import Part
from detente_client.bargaining.positions import Backing, IssueRow, Position, Standing
from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_wire.terms import IssueId, NationId, OptionId

IN_COLUMNS = 150
"""From so many columns on each nation has its own."""
COLUMN = 7
NOTES, LEAST_NOTES = 24, 15
"""Columns for what else is said of an option there, and of an issue."""
NARROW = 28
"""Columns for all that is said of an option where the screen is narrow: a long title takes of them what is free."""


@frozen
class OptionRows:
    """Draws them for one screen."""

    scene: Scene
    table: Standing
    room: int
    """Columns of a row."""
    in_columns: bool
    """Whether each nation has a column of its own."""

    def issue(self, row: IssueRow) -> Shown:
        """Its title, what it is worth at best, how it stands."""
        best = tr("best {points}", points=row.best) if row.best is not None else ""
        title = fitted(f"{row.number} {row.title}", max(20, self.room - self._side - 10))
        before = " " * COLUMN * len(self.scene.pack.nations) if self.in_columns else ""
        return painted((title, "bold $accent"), (f"{best:>9} ", "$noise"), (before + row.state, "$noise"))

    def option(self, row: Position, chosen: dict[IssueId, OptionId]) -> Shown:
        """Whether it is chosen, its title and points, who stands behind it."""
        taken = chosen.get(row.choice.issue) == row.choice.option
        mark, bold = " [x] " if taken else " [ ] ", "bold" if taken else ""
        points = f"{row.points:>4} " if row.points is not None else "     "
        if self.in_columns:
            title = fitted(f"{mark}{row.number} {row.title}", self.room - 5 - self._side)
            return painted((title, bold), (points, "bold"), *self._columns(row), *self._notes(row))
        said = [*self._notes(row), *self._together(row)]
        head = f"{mark}{row.number}"
        room = self.room - cell_len(head) - len(points) - 2
        most = min(room - painted(*said).cell_length, cell_len(row.title))
        title = fitted(row.title, max(self.room - self._side - 16, most))
        return painted((head, bold), (points, "bold"), (f"{title}  ", bold), *said)

    @cached_property
    def _side(self) -> int:
        """Columns for what is said of an option: what titles leave, but never too few."""
        options = [one for row in self.table.rows for one in row.options]
        if self.in_columns:
            noted = [painted(*self._notes(one)).cell_length for one in options]
            return COLUMN * len(self.scene.pack.nations) + min(NOTES, max(LEAST_NOTES, *noted))
        longest = max((cell_len(one.title) for one in options), default=0)
        return max(NARROW, self.room - longest - 16)

    def heading(self) -> Shown:
        """The nations above their columns."""
        before = " " * (self.room - self._side) if self.in_columns else ""
        ids = [fitted(self._called(nation), COLUMN) for nation in self.scene.pack.order]
        return painted((before + "".join(ids), "$noise"))

    def _called(self, nation: NationId) -> str:
        return tr("you") if nation == self.scene.me else str(nation)

    def _columns(self, row: Position) -> list[Part]:
        """A cell each nation: the offer by which it stands behind the option."""
        behind = row.by_nation()
        cells: list[Part] = []
        for nation in self.scene.pack.order:
            one = behind.get(nation)
            said = fitted(self._sign(one) if one else "·", COLUMN)
            cells.append((said, "$secret" if one and one.quiet else "$message" if one else "$noise"))
        return cells

    def _together(self, row: Position) -> list[Part]:
        """All of them one behind the other; without the offers where these would not fit."""
        behind = row.by_nation().values()
        openly = [one for one in behind if not one.quiet]
        quietly = [one for one in behind if one.quiet]
        brief = len(openly) > 2
        said = "".join(f"{self._called(o.nation)} {'' if brief else self._sign(o) + ' '}" for o in openly)
        parts: list[Part] = [(said, "$message")] if said else []
        if quietly:
            secret = " ".join(f"{self._called(one.nation)} {self._sign(one)}" for one in quietly)
            parts.append((tr("secret: {who}", who=secret) + " ", "$secret"))
        return parts

    def _sign(self, one: Backing) -> str:
        """``o3`` by its own offer, ``✓o3`` by another's that it accepted; in columns a secret one in brackets."""
        said = f"{'✓' if one.accepted else ''}{one.offers[-1]}"
        return f"({said})" if one.quiet and self.in_columns else said

    def _notes(self, row: Position) -> list[Part]:
        """What else is to be said of it, the weightiest first."""
        notes: tuple[tuple[bool, str, str], ...] = (
            (row.closed, tr("agreed"), "bold $success"),
            (row.provisional, tr("agreed for now") if self.in_columns else tr("for now:"), "$success"),
            (row.red, tr("red line"), "bold $error"),
            (row.wrongs, tr("may not last"), "$warning"),
            (row.status_quo, tr("as it is now"), "$noise"),
        )
        return [(f"{said} ", style) for so, said, style in notes if so]
