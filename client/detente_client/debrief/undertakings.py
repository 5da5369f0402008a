"""What nations gave their word for, and how they kept it: pledges, threats, lies, covert acts.

Owns: `PledgeMade`, `ThreatMade`, `Lie`, `CovertAct`.
Does not know: texts (`proposals`), how anything is worded.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from detente_client.debrief.contacts import named
from detente_client.debrief.timeline import Moment, of_kind
from detente_wire.notices import (
    Attributed,
    CovertReported,
    Denounced,
    LieFound,
    LieTold,
    Pledged,
    PledgeEnded,
    Pressed,
    Said,
    ThreatEnded,
    Threatened,
)
from detente_wire.terms import Claim, Demand, NationId, Promise, Ref, Tool


@frozen
class PledgeMade:
    """A promise."""

    turn: int
    ref: Ref
    by: NationId
    promise: Promise
    public: bool
    how: str = ""
    """What became of it; empty: it stood at the end."""
    ended: int = 0
    """The turn of that."""


@frozen
class ThreatMade:
    """A threat."""

    turn: int
    ref: Ref
    by: NationId
    nation: NationId
    demand: Demand
    tool: Tool
    level: int
    by_turn: int
    public: bool
    how: str = ""
    """What became of it; empty: it stood at the end."""
    ended: int = 0


@frozen
class Lie:
    """A claim that was false."""

    ref: Ref
    turn: int
    """When it was told; 0: not known."""
    by: NationId
    to: tuple[NationId, ...]
    """Nobody named: everybody."""
    claim: Claim
    found_by: tuple[NationId, ...] = ()
    denounced: int = 0
    """The turn in which it was made public; 0: it never was."""


@frozen
class CovertAct:
    """What an unknown hand did; the archive names it."""

    turn: int
    ref: Ref
    by: NationId
    target: NationId | None
    """None: it did nothing that anybody felt."""
    found_out: int = 0
    """The turn in which everybody came to know whose it was; 0: never."""


def pledges(all_moments: tuple[Moment, ...]) -> tuple[PledgeMade, ...]:
    """In order of time."""
    found: dict[Ref, PledgeMade] = {}
    for moment in all_moments:
        match moment.notice:
            case Pledged(ref=ref, by=by, promise=promise, public=public) if ref not in found:
                found[ref] = PledgeMade(moment.turn, ref, by, promise, public)
            case PledgeEnded(ref=ref, how=how) if ref in found:
                found[ref] = evolve(found[ref], how=how, ended=moment.turn)
    return tuple(found.values())


def threats(all_moments: tuple[Moment, ...]) -> tuple[ThreatMade, ...]:
    """In order of time."""
    found: dict[Ref, ThreatMade] = {}
    for moment in all_moments:
        match moment.notice:
            case Threatened() as made if made.ref not in found:
                found[made.ref] = ThreatMade(
                    moment.turn, made.ref, made.by, made.nation, made.demand,
                    made.tool, made.level, made.by_turn, made.public,
                )  # fmt: skip
            case ThreatEnded(ref=ref, how=how) if ref in found:
                found[ref] = evolve(found[ref], how=how, ended=moment.turn)
    return tuple(found.values())


def lies(all_moments: tuple[Moment, ...], opened: Iterable[LieTold]) -> tuple[Lie, ...]:
    """Every lie that the debrief opened, with when it was told and who found it out."""
    told = {said.ref: moment for moment, said in of_kind(all_moments, Said)}
    found: dict[Ref, set[NationId]] = {}
    for moment, lie in of_kind(all_moments, LieFound):
        found.setdefault(lie.ref, set()).update(named(moment.told.audience))
    public = {lie.ref: moment.turn for moment, lie in of_kind(all_moments, Denounced)}
    return tuple(
        Lie(
            lie.ref,
            told[lie.ref].turn if lie.ref in told else 0,
            lie.by,
            tuple(n for n in named(told[lie.ref].told.audience) if n != lie.by) if lie.ref in told else (),
            lie.claim,
            tuple(sorted(found.get(lie.ref, ()))),
            public.get(lie.ref, 0),
        )
        for lie in opened
    )


def covert_acts(all_moments: tuple[Moment, ...]) -> tuple[CovertAct, ...]:
    """Every covert act that was done, by whose report tells of it."""
    seen = {pressed.ref: pressed for _, pressed in of_kind(all_moments, Pressed) if pressed.tool == "covert"}
    traced = {notice.ref: (moment.turn, notice) for moment, notice in of_kind(all_moments, Attributed)}
    found: dict[Ref, CovertAct] = {}
    for moment, report in of_kind(all_moments, CovertReported):
        [*author] = named(moment.told.audience)
        if report.report == "lapsed" or report.ref in found or not author:
            continue
        turn, attributed = traced.get(report.ref, (0, None))
        target = attributed.target if attributed else seen[report.ref].target if report.ref in seen else None
        found[report.ref] = CovertAct(moment.turn, report.ref, author[0], target, turn)
    return tuple(found.values())
