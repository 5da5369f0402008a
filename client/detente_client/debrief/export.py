"""The report's items as JSON Lines: each line a map whose ``type`` names the sort of item.

Owns: which items there are, in which order.
Does not know: files. docs/reference/debrief-items.md says what each means; a test holds it to the classes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from detente_client.debrief.contacts import Post, Talk
from detente_client.debrief.deals import Chance
from detente_client.debrief.proposals import Proposal, Settlement, Text
from detente_client.debrief.relations import Insight, Preference, TrustCourse, TrustMoved
from detente_client.debrief.report import Ending, Report, Seat, TurningPoint
from detente_client.debrief.timeline import Event, Turn
from detente_client.debrief.undertakings import CovertAct, Lie, PledgeMade, ThreatMade
from detente_wire.notices import Deal, Honoured
from detente_wire.terms import Package
from detente_wire.writer import plain


@frozen
class NamedDeal:
    """A complete deal that has a name, with everybody's points in order of the seats."""

    sort: Literal["nash", "historical", "frontier"]
    package: Package
    points: tuple[int, ...]


ITEMS = (
    Ending, Seat, Turn, Event, TurningPoint, TrustCourse, TrustMoved, Insight, Preference, Talk, Post, Proposal, Text,
    Settlement, PledgeMade, ThreatMade, Lie, CovertAct, Honoured, NamedDeal, Chance,
)  # fmt: skip
"""Every sort of item, in the order in which they are written."""


def json_lines(report: Report) -> Iterator[str]:
    """One line an item, with its line end."""
    for item in items(report):
        yield json.dumps(plain(item), ensure_ascii=False, separators=(",", ":")) + "\n"


def items(report: Report) -> Iterator[object]:
    """Every item of the report."""
    yield report.ending
    for rows in (
        report.seats, report.turns, report.events, report.turning_points, report.trust, report.trust_moves,
        report.insights, report.preferences, report.talks, report.posts, report.proposals, report.texts,
        report.settlements, report.pledges, report.threats, report.lies, report.covert,
        report.deals.opened.honours,
    ):  # fmt: skip
        yield from rows
    yield from _deals(report)
    yield from report.chances


def _deals(report: Report) -> Iterator[NamedDeal]:
    opened = report.deals.opened
    named: list[tuple[Literal["nash", "historical", "frontier"], Deal | None]] = [
        ("nash", opened.nash),
        ("historical", opened.historical),
    ]
    named += [("frontier", deal) for deal in opened.frontier]
    yield from (NamedDeal(sort, deal.package, deal.points) for sort, deal in named if deal is not None)
