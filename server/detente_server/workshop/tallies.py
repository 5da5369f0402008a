"""What many matches come to: outcomes, scores, tension, and what of the pack nobody touched.

Owns: the tally of `detente-pack simulate`, as plain data. Does not know: what it should be (`aims`), how it is drawn.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import sqrt
from typing import Any

from detente_server.rules.pack import Issue, Pack
from detente_server.workshop.courses import Course
from detente_wire.terms import TOOLS, NationId

OUTCOMES = ("settled", "partial", "frozen", "war")
_OF_MODULE: Mapping[str, str] = {"covert": "covert", "legal": "legal", "recall": "protocol"}
"""Tools that a module brings."""


def mean(values: Iterable[float]) -> float:
    """Rounded to a tenth; 0 of nothing."""
    found = list(values)
    return round(sum(found) / len(found), 1) if found else 0.0


def tally(pack: Pack, courses: Sequence[Course]) -> dict[str, Any]:
    """What the courses come to: scores in points, shares in percent, of `pack`."""
    settled = [one for one in courses if one.outcome == "settled"]
    return {
        "pack": pack.id,
        "version": pack.version,
        "matches": len(courses),
        "percent": {name: _percent(courses, name) for name in OUTCOMES},
        "settled_in_turn": mean(one.turns - 2 for one in settled),
        "nash_80_of_settled_percent": mean(100 * (one.nash >= 80) for one in settled),
        "score_by_conduct": _scores(courses, lambda one, nation: one.conducts[nation]),
        "score_by_nation": _scores(courses, lambda one, nation: nation),
        "score_by_nation_and_conduct": _crossed(pack, courses),
        "share_when_settled_percent": _shares(pack, settled),
        "tension_by_turn": list(_tension(courses)),
        "tension_causes_a_match": _causes(courses),
        "refused_at_home_a_match": mean(one.refused_at_home for one in courses),
        "options_closed": _closed(pack, courses),
        "unused": unused(pack, courses),
        "dominated": list(dominated(pack)),
    }


def _percent(courses: Sequence[Course], outcome: str) -> float:
    return mean(100 * (one.outcome == outcome) for one in courses)


def _scores(courses: Sequence[Course], key: Callable[[Course, NationId], str]) -> dict[str, float]:
    found: dict[str, list[float]] = defaultdict(list)
    for one in courses:
        for score in one.scores:
            found[key(one, score.nation)].append(score.score_tenths / 10)
    return {name: mean(values) for name, values in sorted(found.items())}


def _crossed(pack: Pack, courses: Sequence[Course]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, list[float]]] = {nation: defaultdict(list) for nation in pack.order}
    for one in courses:
        for score in one.scores:
            found[score.nation][one.conducts[score.nation]].append(score.score_tenths / 10)
    return {
        nation: {name: mean(values) for name, values in sorted(rows.items())}
        for nation, rows in found.items()
    }


def _shares(pack: Pack, settled: Sequence[Course]) -> dict[str, float]:
    shares: dict[str, list[float]] = {nation: [] for nation in pack.order}
    for one in settled:
        for score in one.scores:
            shares[score.nation].append(score.share / 10)
    return {nation: mean(values) for nation, values in shares.items()}


def _tension(courses: Sequence[Course]) -> Iterator[float]:
    """Mean at each DAWN, of the matches that saw it."""
    for turn in range(max((len(one.tension) for one in courses), default=0)):
        yield mean(one.tension[turn] for one in courses if len(one.tension) > turn)


def _causes(courses: Sequence[Course]) -> dict[str, float]:
    causes: Counter[str] = Counter()
    for one in courses:
        causes.update(one.causes)
    most = sorted(causes.items(), key=lambda row: (-abs(row[1]), row[0]))
    return {why: round(by / len(courses), 1) for why, by in most}


def _closed(pack: Pack, courses: Sequence[Course]) -> dict[str, dict[str, float]]:
    """How often each option closed its issue, in percent of all matches."""
    return {
        issue.id: {
            option.id: mean(100 * (("option", f"{issue.id}: {option.id}") in one.used) for one in courses)
            for option in issue.options
        }
        for issue in pack.issues
    }


def unused(pack: Pack, courses: Sequence[Course]) -> dict[str, list[str]]:
    """What of the pack no match touched, by sort."""
    used = {thing for one in courses for thing in one.used}
    there: dict[str, list[str]] = {
        "medium": [medium.id for medium in pack.media],
        "venue": [venue.id for venue in pack.venues],
        "inject": [inject.id for inject in pack.injects],
        "tool": [tool for tool in TOOLS if _OF_MODULE.get(tool, "core") in pack.rules],
        "option": [f"{issue.id}: {option.id}" for issue in pack.issues for option in issue.options],
    }
    return {sort: [name for name in names if (sort, name) not in used] for sort, names in there.items()}


def dominated(pack: Pack) -> Iterator[dict[str, str]]:
    """Options that no principal likes better than another one, on first cards: nobody has a reason to close them."""
    for issue in pack.issues:
        for n, option in enumerate(issue.options):
            by = next((m for m in range(len(issue.options)) if m != n and _beats(pack, issue, m, n)), None)
            if by is not None:
                yield {"issue": issue.id, "option": option.id, "by": issue.options[by].id}


def _beats(pack: Pack, issue: Issue, one: int, other: int) -> bool:
    rows = [pack.nation(nation).sheets[0].points[issue.id] for nation in pack.must_sign]
    return all(row[one] >= row[other] for row in rows) and any(row[one] > row[other] for row in rows)


def spread(courses: Sequence[Course], nation: str) -> tuple[float, float]:
    """A nation's mean score in points, and the standard error of that mean."""
    scores = [s.score_tenths / 10 for one in courses for s in one.scores if s.nation == nation]
    middle = sum(scores) / len(scores)
    variance = sum((score - middle) ** 2 for score in scores) / max(1, len(scores) - 1)
    return middle, sqrt(variance / len(scores))
