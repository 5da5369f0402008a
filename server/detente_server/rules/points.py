"""What an outcome is worth to a nation: the points `I` of the rules' section 12.

Owns: the one formula for `I`, used by ratification, score, bots and the server's queries alike.
Does not know: the state of a match; it takes plain values that a nation's own view holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente_server.rules.pack import Pack
from detente_wire.terms import Choice, IssueId, OptionId, Package, options_of

Points = Mapping[IssueId, Sequence[int]]
"""Points of each issue's options, in pack order: the heart of a nation's sheet."""
Closed = Mapping[IssueId, OptionId]
"""Closed issues, by which option."""


def outcome_points(
    pack: Pack,
    points: Points,
    batna: int,
    closed: Closed,
    status_quo: Package = (),
    shifted: Closed | None = None,
) -> int:
    """`I`: points of the options in force, and what the open issues are worth.

    An open issue is worth its best option's share of BATNA (all such issues together: sum of best x BATNA div 100),
    or the points of its status quo where the pack names one. `shifted` names for an issue on which somebody cheats
    the option that he really follows: the issue is then worth the mean of both, floored.
    """
    instead = options_of(status_quo)
    real = shifted or {}
    settled = open_best = 0
    for issue in pack.issues:
        if issue.id in closed:
            option = closed[issue.id]
            worth = points_of(pack, points, issue.id, option)
            settled += (worth + points_of(pack, points, issue.id, real.get(issue.id, option))) // 2
        elif issue.id in instead:
            settled += points_of(pack, points, issue.id, instead[issue.id])
        else:
            open_best += max(points[issue.id])
    return settled + open_best * batna // 100


def points_of(pack: Pack, points: Points, issue: IssueId, option: OptionId) -> int:
    """What one option is worth."""
    return points[issue][pack.option_index(Choice(issue, option))]


def best_option(pack: Pack, points: Points, issue: IssueId) -> OptionId:
    """The option of most points; of equals the first in pack order."""
    row = points[issue]
    return pack.issue(issue).options[row.index(max(row))].id
