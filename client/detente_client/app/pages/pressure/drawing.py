"""How pressure is painted: what would move as before and after, side by side with a bar.

Owns: the painting of a proposal, of what stands, of rows in the list.
Does not know: where it stands on the screen, what is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen
from rich.cells import cell_len
from textual.content import Content

from detente_client.app.kit import Shown, fitted, hanging, lines, painted, wrapped
from detente_client.app.pages import rows
from detente_client.delegation.proposal import Proposal
from detente_client.describe.prospects import HEADS, MOST, Row
from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.pressing import means
from detente_client.pressing.means import Means
from detente_client.pressing.row import Standing
from detente_client.standing.section import Section

WIDE = 72
"""From this width on the reason stands beside the bar."""


@frozen
class Columns:
    """Widths, by how wide there is room."""

    title: int
    ends: int
    bar: int
    change: int
    why: int
    """0: reasons are left out."""

    @classmethod
    def within(cls, width: int) -> Columns:
        """The columns that fit."""
        if width < WIDE:
            return cls(max(16, width - 21), 8, 4, 6, 0)
        title, bar = min(32, max(24, width - 80)), 24 if width > 110 else 12
        return cls(title, 9, bar, 7, width - title - bar - 21)


def row_of(row: Standing, width: int) -> Shown:
    """Something that presses, in the list; on two rows if one is too narrow for both nations and the tool."""
    first, *more = [row.title] if cell_len(row.title) <= width - 2 else wrapped(row.title, width - 4)
    rows = [("! " if row.urgent else "  ") + first, *("    " + line for line in more)]
    return painted(("\n".join(rows), "bold $warning" if row.urgent else ""))


def tool_row(row: Means) -> Shown:
    """A tool in the list: its levels and whether it can be used."""
    levels = f" 1-{row.levels}" if row.levels > 1 else ""
    mark = "– " if row.hindrance else "+ "
    now = f" [{row.standing}]" if row.standing else ""
    return painted((f"{mark}{row.title}{levels}{now}", "$text-muted" if row.hindrance else ""))


def standing_shown(row: Standing, width: int) -> Content:
    """What presses, in full; its title stands above."""
    return lines([part for line in row.lines if line for part in hanging(line, width)])


def record_shown(title: str, record: tuple[str, ...], width: int) -> Content:
    """What pressure did so far."""
    none = () if record else (tr("Nobody has pressed anybody yet."),)
    return lines(rows.section(Section(title, record or none), width))


def proposal_shown(scene: Scene, proposal: Proposal, width: int) -> Content:
    """A tool on a nation: price, what stands in the way, odds, and what it would move."""
    said: list[Shown] = []
    if proposal.sealed(scene):
        said.append(painted((tr("You have sealed this for the end of the turn."), "bold $success")))
    wrong = proposal.hindrance(scene)
    if wrong:
        said.append(painted((tr("Not now: {why}", why=wrong), "bold $warning")))
    said.append(painted((proposal.price(scene), "bold")))
    said += [painted((f"! {line}", "bold $error")) for line in proposal.cautions(scene)]
    said += list(_prospects(proposal.rows(scene), width))
    said += [painted((tr("Who sees it, and the odds"), "bold $secondary"))] if proposal.answer else []
    said += proposal.circle(scene)
    if means.name_of(proposal.press) != means.DEMARCHE:  # no licence covers it, no rank scales it
        said.append(painted((tr("Between you"), "bold $secondary")))
        said += means.footing(scene, means.target_of(proposal.press))
    said.append(painted((tr("What it is"), "bold $secondary")))
    said.append(means.about(means.name_of(proposal.press)))
    return lines([row for row in said if not isinstance(row, str) or row])


def _prospects(found: list[Row], width: int) -> Iterator[Shown]:
    """Each dial on a row, under what has to happen for it."""
    columns = Columns.within(width)
    for when in dict.fromkeys(row.when for row in found):
        yield painted((HEADS[when], "bold $secondary"))
        yield from (_row(row, columns) for row in found if row.when == when)


def _row(row: Row, columns: Columns) -> Content:
    """On one row; a title too long for its column stands on a row of its own above."""
    style, end = "$error" if row.sore else "", row.after()
    long = cell_len(row.short) > columns.title
    parts: list[Shown | tuple[str, str]] = [f"{row.short}\n"] if long else []
    parts += [fitted("" if long else row.short, columns.title), " "]
    if end is None or row.before is None:
        parts.append(" " * (columns.ends + columns.bar + 1))
    else:
        low, high = end
        after = f"{low}" if low == high else f"{low}–{high}"
        parts += [f"{row.before}→{after}".rjust(columns.ends), " "]
        parts += _bar(row.before, low, high, MOST.get(row.dial, 100), columns.bar)
    change = f"{row.least:+d}" if row.least == row.most else f"{row.least:+d}…{row.most:+d}"
    parts += [(" " + change.replace("+0", "0").rjust(columns.change), style)]
    if columns.why:
        first, *more = wrapped(row.why, columns.why)
        before = "\n" + " " * (columns.title + columns.ends + columns.bar + columns.change + 5)
        parts += [("  " + first + "".join(before + line for line in more), "$text-muted")]
    return painted(*parts)


def _bar(before: int, low: int, high: int, most: int, width: int) -> list[tuple[str, str]]:
    """What stays is full, what comes is hatched, what goes is light."""
    floor, top = min(before, low, high), max(before, low, high)
    sure, ends = round(floor * width / most), round(top * width / most)
    if top > floor:
        ends = max(ends, min(width, sure + 1))
        sure = min(sure, ends - 1)
    sign = "▒" if max(low, high) > before else "░"
    return [
        ("█" * sure, "$primary"),
        (sign * (ends - sure), "$accent"),
        ("·" * (width - ends), "$text-muted"),
    ]
