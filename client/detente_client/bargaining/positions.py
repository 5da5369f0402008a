"""Where everybody stands on every option: your points, who offers it or accepted it, what is agreed for now.

Owns: `Standing` and its rows, reckoned from one view.
Does not know: how rows are drawn, what others' points are.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from detente_client.bargaining.packages import outcome
from detente_client.describe.told import Scene
from detente_client.figures import listing
from detente_client.i18n import tr, trc
from detente_client.publicpack import PublicIssue, PublicOption
from detente_client.words.naming import capital
from detente_wire.seen import OfferSeen
from detente_wire.terms import Choice, NationId, Package, package


@frozen
class Backing:
    """A nation stands behind an option."""

    nation: NationId
    offers: tuple[str, ...]
    """The short names of the offers, in the order in which they were heard."""
    accepted: bool
    """It accepted another's offer; else the offer is its own."""
    quiet: bool
    """In a back-channel: it binds nobody."""


@frozen
class Position:
    """One option."""

    choice: Choice
    number: str
    """``1=2``"""
    title: str
    points: int | None
    red: bool
    status_quo: bool
    wrongs: bool
    """It disposes of what belongs to others, who are not at this table: it may not last."""
    closed: bool
    provisional: bool
    backing: tuple[Backing, ...]

    def by_nation(self) -> dict[NationId, Backing]:
        """How each nation stands behind it: openly before in secret, by its own offer before another's."""
        found: dict[NationId, Backing] = {}
        for row in sorted(self.backing, key=lambda row: (row.quiet, row.accepted)):
            found.setdefault(row.nation, row)
        return found

    def notes(self) -> list[str]:
        """What is to be said of it besides points and backing, the weightiest first."""
        said = (
            (self.closed, tr("agreed")),
            (self.provisional, tr("agreed for now")),
            (self.red, tr("red line")),
            (self.wrongs, tr("may not last")),
            (self.status_quo, tr("as it is now")),
        )
        return [word for so, word in said if so]


@frozen
class IssueRow:
    """One issue with its options."""

    id: str
    number: int
    title: str
    best: int | None
    """The most that it can bring."""
    closed_by: str
    """The text that settled it; empty: it is open."""
    options: tuple[Position, ...]

    @property
    def state(self) -> str:
        """Open, agreed for now, settled by a text."""
        if self.closed_by:
            return tr("settled by {text}", text=self.closed_by)
        return (
            tr("agreed for now")
            if any(option.provisional for option in self.options)
            else trc("an issue", "open")
        )


@frozen
class Standing:
    """The whole table."""

    rows: tuple[IssueRow, ...]
    batna: int | None
    """What no deal is worth; None for who has no sheet."""
    provisional: Package
    """What is agreed for now on open issues."""
    outcome: int | None
    """Points in all if just that came into force besides what is closed."""


def standing(scene: Scene) -> Standing:
    """How the table stands, as far as the viewer was told."""
    backing = backing_of(scene)
    agreed = _provisional(scene, backing)
    rows = tuple(
        _issue(scene, n, issue, backing, frozenset(agreed)) for n, issue in enumerate(scene.pack.issues, 1)
    )
    known = scene.view.sheet is not None
    return Standing(
        rows, scene.view.batna if known else None, agreed, outcome(scene.view, agreed) if known else None
    )


def backing_of(scene: Scene) -> dict[Choice, list[Backing]]:
    """Who stands behind each option: a row for each nation and way, openly or in secret."""
    found: dict[Choice, dict[tuple[NationId, bool, bool], Backing]] = {}
    for offer in scene.view.offers.values():
        if offer.status in ("standing", "accepted"):
            for one in _behind(scene, offer):
                for choice in offer.package:
                    rows = found.setdefault(choice, {})
                    key = (one.nation, one.accepted, one.quiet)
                    before = rows[key].offers if key in rows else ()
                    rows[key] = evolve(one, offers=(*before, *one.offers))
    return {choice: list(rows.values()) for choice, rows in found.items()}


def _behind(scene: Scene, offer: OfferSeen) -> list[Backing]:
    seen = scene.view.channels.get(offer.channel) if offer.channel else None
    quiet = seen is not None and seen.kind == "back-channel"
    name = scene.handles.name(offer.ref, "offer", "letter")
    return [
        Backing(offer.by, (name,), False, quiet),
        *(Backing(nation, (name,), True, quiet) for nation in offer.accepted),
    ]


def _provisional(scene: Scene, backing: Mapping[Choice, list[Backing]]) -> Package:
    """What all principals stand behind, or all but one where there are three or more (rules, section 10)."""
    principals = scene.pack.must_sign
    needed = len(principals) - (1 if len(principals) >= 3 else 0)
    chosen = {}
    for choice, rows in backing.items():
        who = {row.nation for row in rows if not row.quiet and row.nation in principals}
        if principals and len(who) >= needed and choice.issue not in scene.view.closed:
            chosen[choice.issue] = choice.option
    return package(list(chosen.items()))


def _issue(
    scene: Scene,
    n: int,
    issue: PublicIssue,
    backing: Mapping[Choice, list[Backing]],
    agreed: frozenset[Choice],
) -> IssueRow:
    worth = scene.view.worth.get(issue.id, {})
    closed = scene.view.closed.get(issue.id)
    options = tuple(
        _option(scene, f"{n}={m}", issue, option, backing, agreed)
        for m, option in enumerate(issue.options, 1)
    )
    by = scene.text(closed.ref) if closed else ""
    return IssueRow(issue.id, n, issue.title, max(worth.values(), default=None), by, options)


def _option(
    scene: Scene,
    number: str,
    issue: PublicIssue,
    option: PublicOption,
    backing: Mapping[Choice, list[Backing]],
    agreed: frozenset[Choice],
) -> Position:
    view, choice = scene.view, Choice(issue.id, option.id)
    closed = view.closed.get(issue.id)
    return Position(
        choice,
        number,
        option.title,
        view.worth.get(issue.id, {}).get(option.id),
        red=view.sheet is not None and choice in view.sheet.red_lines,
        status_quo=issue.status_quo == option.id,
        wrongs=bool(option.wrongs),
        closed=closed is not None and closed.option == option.id,
        provisional=choice in agreed,
        backing=tuple(backing.get(choice, ())),
    )


# -- in words ---------------------------------------------------------------------------------------------------


def standing_lines(scene: Scene) -> list[str]:
    """The same in sentences, one option a line."""
    table, lines = standing(scene), []
    for row in table.rows:
        lines.append(tr("{number}. {issue}, {state}.", number=row.number, issue=row.title, state=row.state))
        lines += [_option_line(scene, option) for option in row.options]
    if table.outcome is not None:
        lines.append(
            tr(
                "With what is agreed for now you would have {outcome} of 100, without a deal {batna}.",
                outcome=table.outcome,
                batna=table.batna,
            )
        )
    return lines


def _option_line(scene: Scene, option: Position) -> str:
    end = "" if option.title.endswith((".", "?", "!")) else "."
    parts = [f"   {option.number} {option.title}{end}"]
    parts += [tr("Your points: {points}.", points=option.points)] if option.points is not None else []
    parts += [f"{capital(listing(option.notes()))}."] if option.notes() else []
    parts += [said_behind(scene, one) for one in option.backing]
    return " ".join(parts)


def said_behind(scene: Scene, one: Backing) -> str:
    """``Britain offers it (o3).``"""
    who, offers = scene.names.whom(one.nation), listing(one.offers)
    if one.quiet:
        return (
            tr("{who:^} {who:accept|accepts} it in secret ({offers}).", who=who, offers=offers)
            if one.accepted
            else tr("{who:^} {who:offer|offers} it in secret ({offers}).", who=who, offers=offers)
        )
    if one.accepted:
        return tr("{who:^} {who:accept|accepts} it ({offers}).", who=who, offers=offers)
    return tr("{who:^} {who:offer|offers} it ({offers}).", who=who, offers=offers)
