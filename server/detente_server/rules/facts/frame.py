"""The frame of a match: its beginning, turns, dials and limits, sealed acts, its end."""

from __future__ import annotations

from typing import Literal

from detente_server.rules.facts.applying import applies, crisis_changed, put
from detente_server.rules.pack import Mode, Sheet
from detente_server.rules.state import (
    Band,
    Crisis,
    NationState,
    Outcome,
    PairState,
    SealedAct,
    State,
    Today,
    changed,
)
from detente_wire.legacy import Legacy
from detente_wire.notices import Cause
from detente_wire.terms import NationId
from detente_wire.values import frozen


@frozen
class NationStart:
    """How a nation enters the match."""

    nation: NationId
    sheet: Sheet
    capital: int
    standing: int
    word: int
    home: int


@frozen
class CrisisBegan:
    """The cards are drawn and the dials stand at their start."""

    mode: Mode
    tension: int
    nations: tuple[NationStart, ...]
    trust: tuple[tuple[NationId, NationId, int], ...]


@applies(CrisisBegan)
def _(state: State, fact: CrisisBegan) -> State:
    nations = {
        start.nation: NationState(start.sheet, start.capital, start.standing, start.word, start.home)
        for start in fact.nations
    }
    pairs = {(a, b): PairState(trust) for a, b, trust in fact.trust}
    crisis = Crisis(tension=fact.tension, dawn_tension=fact.tension)
    return State(mode=fact.mode, crisis=crisis, nations=nations, pairs=pairs)


@frozen
class TurnBegan:
    """DAWN: yesterday's limits are void, envoys are back, bands are read."""

    turn: int
    envoys: tuple[tuple[NationId, int], ...]
    bands: tuple[tuple[NationId, Band], ...]


@applies(TurnBegan)
def _(state: State, fact: TurnBegan) -> State:
    envoys, bands = dict(fact.envoys), dict(fact.bands)
    nations = {
        name: changed(nation, envoys=envoys[name], band=bands[name]) for name, nation in state.nations.items()
    }
    crisis = changed(state.crisis, dawn_tension=state.crisis.tension)
    return changed(state, turn=fact.turn, nations=nations, crisis=crisis, today=Today())


_CRISIS_DIALS = frozenset({"tension", "stall"})
_PAIR_DIALS = frozenset({"trust", "marks", "grievance"})


@frozen
class Moved:
    """A dial moved by an amount that is within its range already."""

    dial: Literal[
        "tension", "stall",
        "capital", "standing", "word", "strain", "home", "envoys", "drift", "stall_loss", "sanctions_loss",
        "lost_envoys", "broken_pledges", "breaches", "force3_turns",
        "trust", "marks", "grievance",
    ]  # fmt: skip
    by: int
    because: Cause
    of: NationId | None = None
    toward: NationId | None = None


@applies(Moved)
def _(state: State, fact: Moved) -> State:
    dial = fact.dial
    if dial in _CRISIS_DIALS:
        moved = {dial: getattr(state.crisis, dial) + fact.by}
        return changed(state, crisis=changed(state.crisis, **moved))
    assert fact.of is not None
    if dial in _PAIR_DIALS:
        assert fact.toward is not None
        key = (fact.of, fact.toward)
        pair = state.pairs[key]
        moved_pair = changed(pair, **{dial: getattr(pair, dial) + fact.by})
        return changed(state, pairs=put(state.pairs, key, moved_pair))
    nation = state.nations[fact.of]
    new = changed(nation, **{dial: getattr(nation, dial) + fact.by})
    return changed(state, nations=put(state.nations, fact.of, new))


@frozen
class Counted:
    """A limit or roll number went up by one."""

    key: str
    ever: bool = False


@applies(Counted)
def _(state: State, fact: Counted) -> State:
    if fact.ever:
        return changed(state, ever=put(state.ever, fact.key, state.ever.get(fact.key, 0) + 1))
    counts = put(state.today.counts, fact.key, state.today.counts.get(fact.key, 0) + 1)
    return changed(state, today=changed(state.today, counts=counts))


@frozen
class SealedChanged:
    """A sealed act was entered, replaced, or taken back or resolved (None)."""

    nation: NationId
    slot: str
    sealed: SealedAct | None


@applies(SealedChanged)
def _(state: State, fact: SealedChanged) -> State:
    own = put(state.sealed.get(fact.nation, {}), fact.slot, fact.sealed)
    return changed(state, sealed=put(state.sealed, fact.nation, own or None))


@frozen
class Fired:
    """An inject happened."""

    inject: str


@applies(Fired)
def _(state: State, fact: Fired) -> State:
    return crisis_changed(state, fired=state.crisis.fired | {fact.inject})


@frozen
class CrisisEnded:
    """The match is over."""

    outcome: Outcome


@applies(CrisisEnded)
def _(state: State, fact: CrisisEnded) -> State:
    return changed(state, outcome=fact.outcome)


@frozen
class LegacyLeft:
    """What the match leaves to the next one."""

    legacy: Legacy


@applies(LegacyLeft)
def _(state: State, fact: LegacyLeft) -> State:
    return changed(state, legacy=fact.legacy)
