"""What is chosen when a threat falls due comes out as it was foreseen, in the middle of matches of rowdies.

Of such a choice the whole end is told, not the difference to its default. So the world without it is one in which the
threat was never made, and the condition is the end that came about: nobody else does anything.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from detente_server.match import outlook
from detente_server.match.asker import Asker
from detente_server.match.previews import preview
from detente_server.rules import estimate
from detente_server.rules.game import Decision, begin, close_turn, decide
from detente_server.rules.state import State
from detente_wire import acts
from detente_wire.acts import Act
from detente_wire.messages import Prospect
from detente_wire.notices import ThreatEnded
from detente_wire.terms import NationId, Ref
from tests.match.test_outlook import alone, by_chance, near_an_end
from tests.match.twinned.twin import SURE, differences, fits, moved
from tests.rules.rowdies import Rowdy, threat
from tests.secrecy.test_foresight import World

FEW = settings(max_examples=12, deadline=None, database=None, derandomize=True)
TURNS, TALK, THREATS = 4, 30, 40


def threatening(seed: int) -> Iterator[World]:
    """A match in which many threats are made, as it stands before each turn's end."""
    world, rng = World("regatta", seed), random.Random(seed)
    world.views = world.watchers()
    world.take(begin(world.game(), "variable", world.fresh))
    for _ in range(TURNS):
        world.rave(rng, world.pack.order, TALK)
        for _ in range(THREATS):
            by = rng.choice(world.pack.order)
            attempt(world, by, threat(Rowdy(world.game(), world.state, by, rng)))
        yield world
        if world.state.outcome is None:
            world.take(close_turn(world.game(), world.state, world.fresh))


def attempt(world: World, by: NationId, act: Act) -> None:
    """Do it, if the rules let it be done."""
    result = decide(world.game(), world.state, by, act, world.fresh)
    if isinstance(result, Decision):
        world.take(result)


def choices(world: World) -> Iterator[tuple[NationId, Act, Ref]]:
    """All that could be chosen about threats in this turn."""
    for one in world.state.threats.values():
        if one.status == "standing" and one.by_turn == world.state.turn:
            yield one.by, acts.SettleThreat(one.ref, "carry-out"), one.ref
            yield one.by, acts.SettleThreat(one.ref, "back-down"), one.ref
            yield one.target, acts.AnswerThreat(one.ref, "yield"), one.ref


def without(state: State, ref: Ref) -> State:
    """The threat was never made, nor anything sealed about it."""
    sealed = {
        nation: {slot: one for slot, one in own.items() if not slot.endswith(ref)}
        for nation, own in state.sealed.items()
    }
    threats = {name: one for name, one in state.threats.items() if name != ref}
    return evolve(state, threats=threats, sealed=sealed)


def surprises(world: World, by: NationId, act: Act, ref: Ref) -> list[str] | None:
    """Where the choice came out otherwise than foreseen; None where there is nothing to compare."""
    before = world.state
    said = preview(world.views[by], estimate.public(world.pack), act)
    result = decide(world.game(), before, by, act, world.fresh)
    if not isinstance(result, Decision) or said.refused or near_an_end(before, by):
        return None
    if not 10 <= before.crisis.tension <= 70:
        return None
    ends = []
    for state in (without(before, ref), result.state):
        quiet = alone(state, by, len(before.today.earned))
        closed = close_turn(world.game(), quiet, world.fresh)
        assert isinstance(closed, Decision)
        ends.append(closed.tellings)
    if any(by_chance(telling.notice) for telling in ends[1]):
        return None
    how = next(
        one.notice.how for one in ends[1] if isinstance(one.notice, ThreatEnded) and one.notice.ref == ref
    )
    return fits(said.prospects, differences(moved(ends[1]), moved(ends[0])), *SURE, how)


@FEW
@given(seed=st.integers(0, 2**32 - 1))
def test_what_is_chosen_comes_out_as_foreseen(seed: int) -> None:
    for world in threatening(seed):
        for by, act, ref in choices(world):
            wrong = surprises(world, by, act, ref)
            assert not wrong, f"{by} {act}: {wrong}"


def compared() -> dict[str, int]:
    """How many choices of some matches were held against what came of them, by kind."""
    found: dict[str, int] = {}
    for seed in range(12):
        for world in threatening(seed):
            for by, act, ref in choices(world):
                if surprises(world, by, act, ref) is not None:
                    kind = getattr(act, "settle", "yield")
                    found[kind] = found.get(kind, 0) + 1
    return found


def test_every_choice_is_met_with() -> None:
    """The negative control: the matches have threats that fall due, and all three choices."""
    found = compared()
    assert found.keys() == {"carry-out", "back-down", "yield"}
    assert min(found.values()) > 5, found


def test_an_end_that_is_left_out_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(asker: Asker, act: acts.SettleThreat) -> list[Prospect]:
        return []

    monkeypatch.setitem(outlook.OUTLOOKS, acts.SettleThreat, silent)
    assert any(
        surprises(world, by, act, ref)
        for seed in range(6)
        for world in threatening(seed)
        for by, act, ref in choices(world)
    )
