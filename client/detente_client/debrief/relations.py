"""Between nations: trust over the turns and why it moved, insight and who listened.

Owns: trust of every pair at the end of every turn, its moves, insight, who told whom a true preference.
Does not know: what was said.
"""

from __future__ import annotations

from attrs import frozen

from detente_client.debrief.timeline import Moment, Move, of_kind
from detente_client.publicpack import PublicPack
from detente_wire.notices import DialMoved, InsightGained, Learned
from detente_wire.terms import Claim, NationId
from detente_wire.view import START_TRUST

Pair = tuple[NationId, NationId]


@frozen
class TrustCourse:
    """How far one nation trusted another, 0..100."""

    of: NationId
    toward: NationId
    values: tuple[int, ...]
    """First as it was when turn 1 began, then at the end of each turn."""

    @property
    def change(self) -> int:
        """Over the whole match."""
        return self.values[-1] - self.values[0]


@frozen
class TrustMoved:
    """What a turn did to one nation's trust in another."""

    turn: int
    of: NationId
    toward: NationId
    by: int
    now: int
    moves: tuple[Move, ...]


def trust_courses(
    pack: PublicPack, usual: int, all_moments: tuple[Moment, ...], turns: int
) -> tuple[TrustCourse, ...]:
    """Of every ordered pair, in pack order; `usual`: trust where the pack says nothing."""
    start = {(a, b): usual for a in pack.order for b in pack.order if a != b}
    start.update({(a, b): trust for a, b, trust in pack.trust if (a, b) in start})
    at: list[dict[Pair, int]] = [dict(start) for _ in range(turns + 1)]
    for moment, moved in of_kind(all_moments, DialMoved):
        if moved.dial == "trust" and moved.of and moved.toward:
            for values in at[moment.turn :]:
                values[moved.of, moved.toward] = moved.now
    return tuple(TrustCourse(a, b, tuple(values[a, b] for values in at)) for a, b in start)


def usual_trust(public: dict[str, object]) -> int:
    """Trust at the start where a pack names no pair."""
    numbers = public.get("numbers")
    usual = numbers.get("start_trust", START_TRUST) if isinstance(numbers, dict) else START_TRUST
    return usual if isinstance(usual, int) else START_TRUST


def trust_moves(all_moments: tuple[Moment, ...]) -> tuple[TrustMoved, ...]:
    """Turn by turn, what moved and why; in order of time."""
    found: dict[tuple[int, NationId, NationId], list[DialMoved]] = {}
    for moment, moved in of_kind(all_moments, DialMoved):
        if moved.dial == "trust" and moved.of and moved.toward and moved.by:
            found.setdefault((moment.turn, moved.of, moved.toward), []).append(moved)
    return tuple(
        TrustMoved(
            turn,
            of,
            toward,
            sum(m.by for m in moves),
            moves[-1].now,
            tuple(Move(m.by, m.because) for m in moves),
        )
        for (turn, of, toward), moves in found.items()
    )


# -- listening -------------------------------------------------------------------------------------------------


@frozen
class Insight:
    """How well one nation understood another."""

    turn: int
    """When it came to this level."""
    of: NationId
    about: NationId
    level: int
    """1..5."""


@frozen
class Preference:
    """A true preference that a dinner or a study showed."""

    turn: int
    to: NationId
    about: NationId
    claim: Claim
    how: str


def insights(all_moments: tuple[Moment, ...]) -> tuple[Insight, ...]:
    """Every level that was reached, in order of time."""
    return tuple(
        Insight(moment.turn, NationId(owner), gained.nation, gained.level)
        for moment, gained in of_kind(all_moments, InsightGained)
        if gained.level and not isinstance(moment.told.audience, str)
        for owner in sorted(moment.told.audience)
    )


def preferences(all_moments: tuple[Moment, ...]) -> tuple[Preference, ...]:
    """What dinners and studies showed, in order of time."""
    return tuple(
        Preference(moment.turn, NationId(owner), learned.nation, learned.claim, learned.how)
        for moment, learned in of_kind(all_moments, Learned)
        if not isinstance(moment.told.audience, str)
        for owner in sorted(moment.told.audience)
    )
