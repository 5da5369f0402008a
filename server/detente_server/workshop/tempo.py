"""What `detente-pack simulate` prints.

Owns: the page of a tally, and that of a probe. Does not know: how a match is played.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import asdict, frozen

from detente_server.rules.pack import Pack
from detente_server.workshop.aims import Aim, aims
from detente_server.workshop.courses import Course
from detente_server.workshop.plotting import bars, curve
from detente_server.workshop.tallies import spread, tally


def plain(pack: Pack, courses: Sequence[Course]) -> dict[str, Any]:
    """The tally and its aims, as JSON data."""
    found = tally(pack, courses)
    judged = [asdict(aim) | {"met": aim.met} for aim in aims(pack, found)]
    return found | {"aims": judged}


def page(pack: Pack, courses: Sequence[Course], plot: bool = False) -> Iterator[str]:
    """The same to read."""
    found = tally(pack, courses)
    percent: Mapping[str, float] = found["percent"]
    yield f"{pack.id} {pack.version}: {len(courses)} matches of bots"
    yield ", ".join(f"{name} {value} %" for name, value in percent.items())
    yield (
        f"settled in turn {found['settled_in_turn']}; Nash 80 and more in {found['nash_80_of_settled_percent']} %"
        f" of these; refused at home {found['refused_at_home_a_match']} times a match"
    )
    if plot:
        yield from ("", *bars(percent))
    yield from ("", *_scores(found))
    yield from ("", f"Tension at each dawn: {' '.join(f'{value:.0f}' for value in found['tension_by_turn'])}")
    if plot:
        yield from ("", *curve(found["tension_by_turn"]), "")
    causes = (f"{why} {by:+}" for why, by in found["tension_causes_a_match"].items())
    yield f"moved, a match, by: {', '.join(causes)}"
    yield from ("", *_content(found))
    yield from ("", *map(_aim, aims(pack, found)))


def _scores(found: dict[str, Any]) -> Iterator[str]:
    """A row a nation: mean score by conduct, share when settled."""
    conducts = list(found["score_by_conduct"])
    yield f"{'mean score':<12}" + "".join(f"{name:>10.10}" for name in [*conducts, "all", "share %"])
    for nation, crossed in found["score_by_nation_and_conduct"].items():
        cells = [f"{crossed[name]:>10}" if name in crossed else f"{'-':>10}" for name in conducts]
        share = found["share_when_settled_percent"][nation]
        yield f"{nation:<12.12}" + "".join(cells) + f"{found['score_by_nation'][nation]:>10}{share:>10}"
    yield f"{'all':<12}" + "".join(f"{found['score_by_conduct'][name]:>10}" for name in conducts)


def _content(found: dict[str, Any]) -> Iterator[str]:
    for sort, names in found["unused"].items():
        if names:
            yield f"never used, {sort}s: {', '.join(names)}".replace("mediums", "media")
    for one in found["dominated"]:
        yield f"dominated: {one['option']} of {one['issue']}; every principal likes {one['by']} as well or better"


def _aim(aim: Aim) -> str:
    within = f"{aim.low:g} to {aim.high:g}"
    return f"{'ok  ' if aim.met else 'MISS'} {aim.name}: {aim.value:g} ({within})" + (
        "" if aim.met else f"; {aim.advice}"
    )


@frozen
class Probed:
    """A seat played by a probe, and by a mixed bot with the same seeds."""

    conduct: str
    seat: str
    score: float
    mixed: float
    error: float
    """Standard error of the difference, as if the two were independent."""

    @property
    def gains(self) -> bool:
        """The probe is better off than the mixed bot, beyond two standard errors."""
        return self.score - self.mixed > 2 * self.error


def probed(conduct: str, seat: str, by_probe: Sequence[Course], by_mixed: Sequence[Course]) -> Probed:
    """What came of the two runs."""
    (score, one), (mixed, other) = spread(by_probe, seat), spread(by_mixed, seat)
    return Probed(conduct, seat, round(score, 1), round(mixed, 1), round((one**2 + other**2) ** 0.5, 1))


def probe_line(found: Probed) -> str:
    """In words."""
    verdict = "MISS it gains by it" if found.gains else "ok   it gains nothing by it"
    return (
        f"{verdict}: {found.seat} scores {found.score} as {found.conduct}, {found.mixed} as mixed"
        f" (difference {found.score - found.mixed:+.1f}, error {found.error})"
    )
