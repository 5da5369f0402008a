"""What must hold in every match (rules, section 15), held against matches of rowdies."""

from __future__ import annotations

import random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from detente_server.rules import facts, weighing
from detente_server.rules.book import RANGES, Game
from detente_server.rules.dice import Dice, match_key
from detente_server.rules.facts import Moved
from detente_server.rules.game import Decision, begin, close_turn, decide
from detente_server.rules.state import Crisis, State, TensionAct
from detente_server.trials.play import GivenDice
from detente_wire.acts import Act, Press
from detente_wire.notices import Ended
from detente_wire.refusals import Refusal
from detente_wire.terms import NationId, Ref, Tool
from tests.rules.rowdies import Rampage, Rowdy
from tests.rules.tables import pack_named

SEEDS = st.integers(0, 2**32 - 1)
FEW = settings(max_examples=30, deadline=None, database=None)
NATION_DIALS = ("capital", "standing", "word", "home", "strain", "envoys", "drift", "stall_loss", "sanctions_loss",
                "lost_envoys", "broken_pledges", "breaches", "force3_turns")  # fmt: skip


def game_of(seed: int, pack: str = "regatta") -> Game:
    """A game with dice of this seed."""
    return Game(pack_named(pack), Dice(match_key(str(seed), b""), "invariants"))


def out_of_range(state: State) -> list[str]:
    """Every dial that is beyond its range."""
    dials: list[tuple[str, str, int]] = [
        ("", "tension", state.crisis.tension),
        ("", "stall", state.crisis.stall),
    ]
    for name, nation in state.nations.items():
        dials += [(name, dial, getattr(nation, dial)) for dial in NATION_DIALS]
    for (a, b), pair in state.pairs.items():
        dials += [(f"{a}>{b}", dial, getattr(pair, dial)) for dial in ("trust", "marks", "grievance")]
    return [
        f"{dial} {who} {value}"
        for who, dial, value in dials
        if not RANGES[dial][0] <= value <= RANGES[dial][1]
    ]


@FEW
@given(seed=SEEDS)
def test_dials_stay_in_range_and_the_state_is_the_fold_of_the_facts(seed: int) -> None:
    for before, decision, act in Rampage(game_of(seed), seed).play():
        assert not out_of_range(decision.state), f"after {act} in seed {seed}"
        folded = before
        for fact in decision.facts:
            folded = facts.apply(folded, fact)
        assert folded == decision.state, f"after {act} in seed {seed}"


def test_a_dial_out_of_range_would_be_noticed() -> None:
    state = begin(game_of(1), "historical", lambda n: Ref(str(n))).state
    name = NationId("nor")
    wrong = evolve(state, nations={**state.nations, name: evolve(state.nations[name], capital=21)})
    assert out_of_range(wrong) == ["capital nor 21"]


@FEW
@given(seed=SEEDS)
def test_the_same_key_and_acts_give_the_same_facts(seed: int) -> None:
    twice = [[d.facts for _, d, _ in Rampage(game_of(seed), seed, per_turn=30).play()] for _ in range(2)]
    assert twice[0] == twice[1]


@FEW
@given(seed=SEEDS)
def test_war_gives_nothing_and_any_other_end_at_least_eleven(seed: int) -> None:
    decision = list(Rampage(game_of(seed), seed).play())[-1][1]
    ended = next(t.notice for t in decision.tellings if isinstance(t.notice, Ended))
    scores = [row.score_tenths for row in ended.scores]
    assert all(score == 0 for score in scores) if ended.outcome == "war" else min(scores) >= 110


@FEW
@given(seed=SEEDS)
def test_no_war_without_one_whole_turn_of_last_hours(seed: int) -> None:
    """Nobody, and no single nation, brings war from below 90 within one RESOLVE."""
    game = game_of(seed)
    only = (random.Random(seed).choice(game.pack.order),)
    for before, decision, _ in Rampage(_tense(game), seed, only=only).play():
        if before.crisis.tension < 90:
            assert decision.state.crisis.tension <= 95
            assert decision.state.outcome != "war"


def _tense(game: Game) -> Game:
    return evolve(game, pack=evolve(game.pack, ladder=evolve(game.pack.ladder, start=84)))


@pytest.mark.parametrize("pack", ["regatta", "teatime"])
def test_empty_seats_never_stall_a_turn(pack: str) -> None:
    for seed in range(10):
        played = list(Rampage(game_of(seed, pack), seed, per_turn=0).play())
        assert played[-1][1].state.outcome is not None
        assert len(played) - 1 <= pack_named(pack).deadline + pack_named(pack).grace


# -- sealed acts ------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None, database=None)
@given(seed=SEEDS, stop=st.integers(20, 300))
def test_the_order_of_sealed_submissions_is_irrelevant(seed: int, stop: int) -> None:
    game = game_of(seed)
    state = _middle(game, seed, stop)
    wishes = _wishes(game, state, seed)
    orders = [wishes, list(reversed(wishes))]
    results = [_sealed_turn(game, state, order) for order in orders]
    assert results[0].facts == results[1].facts
    assert results[0].tellings == results[1].tellings
    assert results[0].state == results[1].state


def _middle(game: Game, seed: int, stop: int) -> State:
    """The state after so many decisions of a random match, while it is under way."""
    last = State()
    for n, (_, decision, _) in enumerate(Rampage(game, seed, per_turn=25).play()):
        if decision.state.outcome is not None:
            break
        last = decision.state
        if n >= stop:
            break
    return last


def _wishes(game: Game, state: State, seed: int) -> list[tuple[NationId, int, Act]]:
    """Sealed acts that are possible, a few for each nation, numbered within the nation."""
    rng = random.Random(seed + 1)
    found = []
    for by in game.pack.order:
        now = state
        for number in range(6):
            act = Rowdy(game, now, by, rng).sealed()
            result = decide(game, now, by, act, _names(by, number))
            if not isinstance(result, Refusal):
                now = result.state
                found.append((by, number, act))
    return found


def _names(by: str, number: int) -> Any:
    """References that do not depend on what others have done."""
    return lambda n: Ref(f"{by}-{number}-{n}")


def _sealed_turn(game: Game, state: State, wishes: list[tuple[NationId, int, Act]]) -> Decision:
    """Each nation's own acts in its own order, the nations in the order in which they come up."""
    for by in dict.fromkeys(wish[0] for wish in wishes):
        for name, number, act in sorted((w for w in wishes if w[0] == by), key=lambda w: w[1]):
            result = decide(game, state, name, act, _names(name, number))
            assert not isinstance(result, Refusal), result
            assert all(telling.audience == frozenset({name}) for telling in result.tellings)
            state = result.state
    return close_turn(game, state, _names("turn", 0))


@FEW
@given(seed=SEEDS)
def test_a_dial_moves_by_what_it_says(seed: int) -> None:
    """No move of nothing is entered."""
    for _, decision, _ in Rampage(game_of(seed), seed, per_turn=30).play():
        assert all(fact.by for fact in decision.facts if isinstance(fact, Moved))


# -- an unknown hand --------------------------------------------------------------------------------------------

OPEN_TOOLS: tuple[Tool, ...] = ("protest", "sanctions", "force", "legal")
BYSTANDERS = frozenset(map(NationId, ("est", "wes", "isl")))


@settings(max_examples=40, deadline=None, database=None)
@given(seed=SEEDS, level=st.sampled_from((1, 2)))
def test_an_unknown_hand_looks_the_same_whoever_it_is(seed: int, level: int) -> None:
    """Two worlds, in which one shore or the other did it, while both press openly too: the banks hear the same."""
    heard = [_heard_of_hand(seed, level, NationId(hand)) for hand in ("nor", "sud")]
    assert heard[0] == heard[1]
    assert any("Pressed(tool='covert'" in line for line in heard[0])


def test_a_hand_that_is_weighed_under_its_name_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = weighing._first

    def careless(crisis: Crisis, turn: int, act: TensionAct) -> Any:
        return honest(crisis, turn, evolve(act, hidden=False))

    monkeypatch.setattr(weighing, "_first", careless)
    worlds = [[_heard_of_hand(seed, 1, NationId(hand)) for seed in range(40)] for hand in ("nor", "sud")]
    assert worlds[0] != worlds[1]


def _heard_of_hand(seed: int, level: int, hand: NationId) -> list[str]:
    """What the banks hear of two turns: in the first some press as they like, and the hand acts covertly."""
    pack, rng = pack_named("regatta"), random.Random(seed)
    game = Game(
        pack, GivenDice(b"\0" * 32, "hand", given={"attribution": 99, "backfire": 99, "accident": 99})
    )
    state = begin(game, "historical", _names("begin", 0)).state
    wishes = [(hand, Press("covert", NationId("est"), level), "covert")]
    for by in ("nor", "sud", "wes"):
        for n in range(rng.randint(0, 2)):
            tool = rng.choice(OPEN_TOOLS)
            press = Press(tool, NationId(rng.choice(("isl", "est"))), rng.randint(1, 2))
            wishes.append((NationId(by), press, f"{by}{n}"))
    for by, press, name in wishes:
        result = decide(game, state, by, press, _names(name, 0))
        state = state if isinstance(result, Refusal) else result.state
    lines = []
    for n in range(2):
        decision = close_turn(game, state, _names("turn", n))
        state = decision.state
        audiences = ((telling.audience, telling.notice) for telling in decision.tellings)
        lines += [str(notice) for who, notice in audiences if who == "public" or who & BYSTANDERS]
    return lines
