"""Packages: what one would be worth to the player, and two of them side by side.

Owns: the points of an outcome as the rules reckon them (section 12), `Worth`, `Contrast`.
Does not know: who proposed a package, how it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.words.naming import count
from detente_client.words.phrases import crossing
from detente_wire.terms import Choice, IssueId, OptionId, Package, options_of, package
from detente_wire.view import View


@frozen
class Worth:
    """What a package would be worth to the player if it were all that is settled besides what is closed."""

    package: Package
    points: int
    """Of its choices alone."""
    best: int
    """The most that its issues can bring."""
    outcome: int
    """Of 100: its choices, what is closed, and for what stays open the share of no deal."""
    batna: int
    red_lines: tuple[Choice, ...]


@frozen
class Contrast:
    """One issue in two packages."""

    issue: IssueId
    first: OptionId | None
    second: OptionId | None
    first_points: int | None
    second_points: int | None

    @property
    def differs(self) -> bool:
        """Whether they say different things of it."""
        return self.first != self.second


def outcome(view: View, said: Package) -> int:
    """Points in all with the package in force beside what is closed (rules, section 12, `I`)."""
    settled = {issue: seen.option for issue, seen in view.closed.items()} | options_of(said)
    instead = options_of(view.sheet.status_quo) if view.sheet else {}
    points = open_best = 0
    for issue, row in view.worth.items():
        option = settled.get(issue, instead.get(issue))
        if option is not None:
            points += row[option]
        else:
            open_best += max(row.values())
    return points + open_best * view.batna // 100


def worth_of(scene: Scene, said: Package) -> Worth | None:
    """What it would be worth; None for who has no sheet, or of options that the sheet does not hold."""
    view = scene.view
    if view.sheet is None or any(choice.option not in view.worth.get(choice.issue, {}) for choice in said):
        return None
    best = sum(max(view.worth[choice.issue].values()) for choice in said)
    return Worth(said, view.points(said), best, outcome(view, said), view.batna, view.red_lines_in(said))


def worth_lines(scene: Scene, worth: Worth) -> list[str]:
    """Its points in sentences, red lines last."""
    first = tr(
        "{points} of {best} on what it settles; {outcome} of 100 in all, without a deal {batna}.",
        points=worth.points,
        best=count(worth.best, "point"),
        outcome=worth.outcome,
        batna=worth.batna,
    )
    return [first, *([red_line(scene, worth.red_lines)] if worth.red_lines else [])]


def red_line(scene: Scene, crossed: Iterable[Choice]) -> str:
    """Which red lines are crossed."""
    return crossing([scene.names.choice(choice) for choice in crossed])


def changed(said: Package, choice: Choice) -> Package:
    """The package with this choice; without it, if it held it already."""
    chosen = options_of(said)
    if chosen.get(choice.issue) == choice.option:
        return without(said, choice.issue)
    return package(list({**chosen, choice.issue: choice.option}.items()))


def without(said: Package, issue: IssueId) -> Package:
    """The package without this issue."""
    return tuple(choice for choice in said if choice.issue != issue)


def typed(scene: Scene, said: Package) -> str:
    """The package as commands take it, in pack order: ``1=2 3=1``."""
    return " ".join(number_of(scene, choice) for choice in scene.names.in_order(said))


def number_of(scene: Scene, choice: Choice) -> str:
    """A choice by its numbers, by its ids where the pack does not have it: ``1=2``."""
    for n, issue in enumerate(scene.pack.issues, 1):
        for m, option in enumerate(issue.options, 1):
            if (issue.id, option.id) == (choice.issue, choice.option):
                return f"{n}={m}"
    return f"{choice.issue}={choice.option}"


# -- two of them ------------------------------------------------------------------------------------------------


def contrasts(scene: Scene, first: Package, second: Package) -> list[Contrast]:
    """Every issue that either speaks to, those on which they differ before the others."""
    one, other = options_of(first), options_of(second)
    rows = [
        Contrast(
            issue.id,
            one.get(issue.id),
            other.get(issue.id),
            _points(scene.view.worth, issue.id, one.get(issue.id)),
            _points(scene.view.worth, issue.id, other.get(issue.id)),
        )
        for issue in scene.pack.issues
        if issue.id in one or issue.id in other
    ]
    return sorted(rows, key=lambda row: not row.differs)


def _points(
    worth: Mapping[IssueId, Mapping[OptionId, int]], issue: IssueId, option: OptionId | None
) -> int | None:
    return worth.get(issue, {}).get(option) if option is not None else None


def contrast_lines(scene: Scene, rows: list[Contrast]) -> list[str]:
    """One issue a line, in words."""
    return [_contrast(scene, row) for row in rows] or [tr("Neither settles anything.")]


def _contrast(scene: Scene, row: Contrast) -> str:
    issue = scene.names.issue(row.issue)
    if not row.differs:
        return tr("Same. {issue}: {option}.", issue=issue, option=said_of(scene, row.issue, row.first))
    return tr(
        "Different. {issue}: first {first}, second {second}.",
        issue=issue,
        first=_with_points(said_of(scene, row.issue, row.first), row.first_points),
        second=_with_points(said_of(scene, row.issue, row.second), row.second_points),
    )


def said_of(scene: Scene, issue: IssueId, option: OptionId | None) -> str:
    """The option's title, or that nothing is said."""
    return scene.names.option(issue, option) if option is not None else tr("(left open)")


def _with_points(title: str, points: int | None) -> str:
    return title if points is None else tr("{option} ({points})", option=title, points=points)
