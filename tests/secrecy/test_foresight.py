"""What a preview tells is what its asker may know: two worlds that differ in others' secrets give equal answers.

The worlds are random matches of several packs. They differ in the cards, capacities, homes and tastes of all others,
and in what others then do in secret: sealed acts, papers given to the press, letters and quiet words among themselves.
Whatever of that lawfully reaches the asker ends the comparison of that step, and the oracle is the stream itself: the
notices that he was sent.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from functools import cache

import pytest
from attrs import define, evolve, field
from hypothesis import given, settings
from hypothesis import strategies as st

from detente_server.match import outlook, queries, sight
from detente_server.match.asker import Asker
from detente_server.packs.loader import LoadedPack
from detente_server.rules import estimate
from detente_server.rules.book import Game, Telling
from detente_server.rules.dice import Dice, match_key
from detente_server.rules.game import Decision, begin, close_turn, decide
from detente_server.rules.pack import Nation, Pack
from detente_server.rules.state import State
from detente_wire import acts
from detente_wire.acts import Act
from detente_wire.messages import Exposure, ExposureAnswer, Prospect
from detente_wire.terms import NationId, Ref
from detente_wire.view import View
from tests.match.table import loaded
from tests.rules.rowdies import Rowdy

PACKS = ("regatta", "teatime", "tidebreaker", "camp-david-1978", "berlin-1878")
TURNS, TALK, SECRETS, ASKED = 2, 40, 80, 20
"""Turns of a match, acts a turn, secret acts of others, questions."""
FEW = settings(max_examples=5, deadline=None, database=None, derandomize=True)


@cache
def known(name: str) -> LoadedPack:
    """A pack, read once."""
    return loaded(name)


def disguised(pack: Pack, me: NationId) -> Pack:
    """The pack with other cards, capacities, homes, tastes, friends for everybody but the asker."""
    return evolve(pack, nations=tuple(one if one.id == me else _disguised(one) for one in pack.nations))


def _disguised(nation: Nation) -> Nation:
    able = nation.capacity
    able = evolve(able, intel=3 - able.intel, cyber=3 - able.cyber, force=3 - able.force, law=3 - able.law)
    taste = evolve(
        nation.self_card, likes=("reception", "sport"), dislikes=("dinner",), values=(), interests=()
    )
    sheets = tuple(evolve(one, batna=one.batna + 1, red_lines=()) for one in nation.sheets)
    return evolve(
        nation,
        capacity=able,
        self_card=taste,
        home=99 - nation.home,
        sheets=sheets,
        contacts=(),
        trade_partners=(),
    )


@define
class World:
    """A match of rowdies and the views of all."""

    name: str
    seed: int
    made: int = 0
    state: State = field(factory=State)
    views: dict[NationId, View] = field(factory=dict)

    @property
    def pack(self) -> Pack:
        """As it is played."""
        return known(self.name).pack

    def played(self) -> World:
        """Some turns of it, and half of another."""
        self.views = self.watchers()
        rng = random.Random(self.seed)
        self.take(begin(self.game(), "variable", self.fresh))
        for _ in range(TURNS):
            if self.state.outcome is None:
                self.rave(rng, self.pack.order, TALK)
                self.take(close_turn(self.game(), self.state, self.fresh))
        if self.state.outcome is None:
            self.rave(rng, self.pack.order, TALK // 2)
        return self

    def watchers(self) -> dict[NationId, View]:
        """The views of all, before anything was told."""
        public = dict(known(self.name).public)
        return {nation: View.of(nation, public) for nation in self.pack.order}

    def game(self) -> Game:
        """The same dice in both worlds."""
        return Game(self.pack, Dice(match_key(str(self.seed), b""), "foresight"))

    def fresh(self, n: int) -> Ref:
        """References in the order of decisions."""
        return Ref(f"w{self.made:05}-{n}")

    def rave(self, rng: random.Random, who: tuple[NationId, ...], tries: int) -> None:
        """These do what comes into their heads."""
        for _ in range(tries):
            by = rng.choice(who)
            result = decide(
                self.game(), self.state, by, Rowdy(self.game(), self.state, by, rng).act(), self.fresh
            )
            if isinstance(result, Decision):
                self.take(result)

    def conspire(self, rng: random.Random, me: NationId) -> int:
        """Others act in secret: whatever the asker would hear of is left out. Gives how much was done."""
        others, done = tuple(name for name in self.pack.order if name != me), 0
        for _ in range(SECRETS):
            by = rng.choice(others)
            rowdy = Rowdy(self.game(), self.state, by, rng)
            act = rowdy.sealed() if rng.random() < 0.5 else rowdy.act()
            result = decide(self.game(), self.state, by, act, self.fresh)
            if isinstance(result, Decision) and not any(hears(one, me) for one in result.tellings):
                self.take(result)
                done += 1
        return done

    def take(self, decision: Decision) -> None:
        """What was decided, told to those who are entitled."""
        self.made += 1
        self.state = decision.state
        for telling in decision.tellings:
            for nation, view in self.views.items():
                if hears(telling, nation):
                    view.take(telling.notice, decision.state.turn)


def hears(telling: Telling, nation: NationId) -> bool:
    """Whether the nation is among those to whom it is told."""
    return telling.audience == "public" or nation in telling.audience


def differing(name: str, seed: int) -> Iterator[str]:
    """Questions to which the asker is answered otherwise in the world with the secrets."""
    one, rng = World(name, seed).played(), random.Random(seed + 1)
    if one.state.outcome is not None:
        return
    for me in one.pack.order:
        other = evolve(one, views={me: deepcopy(one.views[me])})
        other.conspire(random.Random(f"{seed}{me}"), me)
        assert one.views[me] == other.views[me], f"seed {seed}: {me} was told of it"
        for act in (Rowdy(one.game(), one.state, me, rng).act() for _ in range(ASKED)):
            said = queries.answer(one.views[me], one.pack, Exposure(act))
            if said != queries.answer(other.views[me], disguised(one.pack, me), Exposure(act)):
                yield f"{name} {seed}: {me} {act}"


@pytest.mark.parametrize("name", PACKS)
@FEW
@given(seed=st.integers(0, 2**16))
def test_secrets_of_others_change_no_preview(name: str, seed: int) -> None:
    assert not list(differing(name, seed))


def test_the_conspirators_do_something() -> None:
    """The negative control of the worlds: they really differ."""
    world = World("regatta", 5).played()
    before = world.state
    assert world.conspire(random.Random(5), world.pack.order[0]) > 5
    assert world.state != before


# -- planted leaks ----------------------------------------------------------------------------------------------


def test_a_planted_look_at_a_rivals_skill_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole pack is handed on, and a prospect reads how able the target is."""

    def peeping(asker: Asker, act: acts.Press) -> list[Prospect]:
        able = next((one.capacity.intel for one in asker.pack.nations if one.id == act.target), 0)
        return [Prospect("strain", able, able, act.target)]

    monkeypatch.setitem(outlook.OUTLOOKS, acts.Press, peeping)
    assert not list(differing("regatta", 5))  # the public part has nothing to read
    monkeypatch.setattr(estimate, "public", lambda whole: whole)
    assert list(differing("regatta", 5))


def test_a_planted_look_at_what_others_sealed_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A state that is kept behind the rules' back, and read."""
    latest: list[State] = []
    take = World.take

    def noted(world: World, decision: Decision) -> None:
        take(world, decision)
        latest[:] = [world.state]

    def peeping(asker: Asker, act: Act) -> ExposureAnswer:
        return ExposureAnswer(sees=tuple(sorted(latest[0].sealed)))

    monkeypatch.setattr(World, "take", noted)
    for kind in sight.SIGHTS:
        monkeypatch.setitem(sight.SIGHTS, kind, peeping)
    with_secrets, me = World("regatta", 5).played(), NationId("nor")
    without = queries.answer(with_secrets.views[me], with_secrets.pack, Exposure(acts.StandDown()))
    with_secrets.conspire(random.Random(5), me)
    assert without != queries.answer(with_secrets.views[me], with_secrets.pack, Exposure(acts.StandDown()))
