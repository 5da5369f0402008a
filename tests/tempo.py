"""How matches of bots end, pack by pack: ``python -m tests.tempo cuba-1962 -n 200``.

Prints a table of outcomes, when it was settled, how good the deals were, what each temper and nation scored, the course
of tension and its causes; ends with one JSON object. Results stand in docs/reference/tempo.md.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Any

from attrs import frozen

from detente_server import arena
from detente_wire.notices import DialMoved, NationScore, RatificationFailed, TurnBegan
from tests.match.table import loaded

OUTCOMES = ("settled", "partial", "frozen", "war")


@frozen
class Course:
    """One match, as far as the table needs it."""

    outcome: str
    turns: int
    nash: int
    scores: tuple[NationScore, ...]
    tempers: dict[str, str]
    tension: tuple[int, ...]
    """At each DAWN."""
    causes: Counter[str]
    refused_at_home: int


def course(pack: str, temper: str, seed: int) -> Course:
    """Play one match."""
    crisis = loaded(pack)
    played = arena.play(crisis, arena.settings_for(crisis, str(seed), temper=temper))
    tension: list[int] = []
    causes: Counter[str] = Counter()
    refused = 0
    for one in played.match.streams.all:
        match one.notice:
            case TurnBegan(tension=now):
                tension.append(now)
            case DialMoved(dial="tension", by=by, because=because):
                causes[because.why] += by
            case RatificationFailed():
                refused += 1
    tempers = {str(nation): temper for nation, temper in played.tempers.items()}
    scores = tuple(played.scores)
    return Course(played.outcome, played.turns, played.nash, scores, tempers, tuple(tension), causes, refused)


def mean(values: Iterable[int]) -> float:
    """Rounded to a tenth; 0 of nothing."""
    found = list(values)
    return round(sum(found) / len(found), 1) if found else 0.0


def table(courses: list[Course]) -> dict[str, Any]:
    """What the courses come to; scores in points, shares in percent."""
    settled = [c for c in courses if c.outcome == "settled"]
    by_temper: dict[str, list[int]] = defaultdict(list)
    by_nation: dict[str, list[int]] = defaultdict(list)
    shares: dict[str, list[int]] = defaultdict(list)
    for one in courses:
        for score in one.scores:
            by_temper[one.tempers[score.nation]].append(score.score_tenths)
            by_nation[score.nation].append(score.score_tenths)
    for one in settled:
        for score in one.scores:
            shares[score.nation].append(score.share)
    longest = max(len(c.tension) for c in courses)
    causes: Counter[str] = Counter()
    for one in courses:
        causes.update(one.causes)
    return {
        "matches": len(courses),
        "percent": {o: round(100 * sum(c.outcome == o for c in courses) / len(courses), 1) for o in OUTCOMES},
        "settled_in_turn": mean(c.turns - 2 for c in settled),
        "nash_80_of_settled_percent": mean(100 * (c.nash >= 80) for c in settled),
        "score_by_temper": {k: round(mean(v) / 10, 1) for k, v in sorted(by_temper.items())},
        "score_by_nation": {k: round(mean(v) / 10, 1) for k, v in by_nation.items()},
        "share_when_settled_percent": {k: round(mean(v) / 10, 1) for k, v in shares.items()},
        "tension_by_turn": [
            mean(c.tension[n] for c in courses if len(c.tension) > n) for n in range(longest)
        ],
        "tension_causes_a_match": {k: round(v / len(courses), 1) for k, v in causes.most_common()},
        "refused_at_home_a_match": mean(c.refused_at_home for c in courses),
    }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("pack")
    parser.add_argument("-n", type=int, default=200, help="matches, seeds 0 to n-1")
    parser.add_argument("--temper", default="", choices=("", "dove", "mixed", "hawk"))
    given = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        courses = list(pool.map(partial(course, given.pack, given.temper), range(given.n), chunksize=5))
    found = table(courses)
    for name, value in found.items():
        print(f"{name}: {value}")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
