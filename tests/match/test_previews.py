"""What a preview says an act will cost is what it then costs; whom it names are those who hear; it knows no secret."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import define, evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from detente_server.match import queries, sight
from detente_server.match.asker import Asker
from detente_server.match.previews import preview
from detente_server.rules import estimate, leaks, ratification
from detente_server.rules.book import Book, Telling
from detente_server.rules.game import Decision, begin, close_turn, decide
from detente_server.rules.pack import Nation, Pack
from detente_server.rules.state import Document, State
from detente_wire import acts
from detente_wire.acts import ACTS, Act, Engage, Invite, Offer, Pledge, Press, Say, Send
from detente_wire.messages import Committed, Exposure, ExposureAnswer, Ratify, RatifyAnswer, Risk
from detente_wire.notices import DialMoved
from detente_wire.refusals import Refusal
from detente_wire.terms import (
    PUBLIC,
    Instrument,
    MediumId,
    NationId,
    Promise,
    Protocol,
    Ref,
    instrument_hash,
    package,
)
from detente_wire.view import View
from tests.match.table import Table, loaded
from tests.rules.rowdies import Rampage, Rowdy
from tests.rules.test_invariants import game_of

NOR, SUD, EST, ISL = NationId("nor"), NationId("sud"), NationId("est"), NationId("isl")
MEETING, WINK = MediumId("meeting"), MediumId("wink")
NEVER = Promise(
    "never", issue=package({"cup": "south-keeps"})[0].issue, option=package({"cup": "south-keeps"})[0].option
)


def view_of(table: Table, nation: NationId) -> View:
    view = View.of(nation, table.pack.public)
    for _, one in table.match.streams.after(nation, 0):
        view.take(one.notice, one.turn, one.words)
    return view


def previewed(table: Table, act: Act) -> ExposureAnswer:
    return preview(view_of(table, NOR), estimate.public(table.pack.pack), act)


COSTLY: list[Act] = [
    Press("protest", SUD),
    Press("recall", SUD),
    Press("sanctions", SUD, 2),
    Press("covert", SUD),
    Press("legal", SUD),
    Press("force", SUD, 3),
    Press("inducement", EST, 2),
    Engage("gesture", (EST,)),
    Engage("reception", (EST, ISL)),
    Invite(MEETING, (SUD,), pays=True),
    Invite(MediumId("conference"), (SUD, EST)),
    Send(MediumId("letter"), (SUD,), package=package({"cup": "turns"})),
    Offer(PUBLIC, package({"cup": "turns"})),
    Pledge(PUBLIC, NEVER, public=True),
    Say(PUBLIC),
]


@pytest.mark.parametrize("act", COSTLY, ids=lambda act: f"{type(act).__name__}-{getattr(act, 'tool', '')}")
def test_the_price_is_what_is_taken(act: Act) -> None:
    table = Table.lay("regatta", seats=2).begin()
    said = previewed(table, act)
    before = view_of(table, NOR)
    receipt = table.send("nor", act, "words")
    if said.refused:
        assert not isinstance(receipt.outcome, Committed)
        return
    assert isinstance(receipt.outcome, Committed), receipt.outcome
    after = view_of(table, NOR)
    assert (said.envoys, said.capital) == (before.envoys - after.envoys, before.capital - after.capital)


def test_raising_pays_the_difference() -> None:
    table = Table.lay("regatta", seats=2).begin()
    view = view_of(table, NOR)
    public = estimate.public(table.pack.pack)
    assert preview(view, public, Press("force", SUD, 2)).capital == 2
    table.send("nor", Press("force", SUD, 1))
    for nation in table.match.game.pack.order:
        table.match.table.ready.add(nation)
    table.tick()
    assert preview(view_of(table, NOR), public, Press("force", SUD, 2)).capital == 1


def test_a_statement_is_seen_by_all_and_a_letter_by_its_addressee() -> None:
    table = Table.lay("regatta", seats=2).begin()
    statement = previewed(table, Say(PUBLIC))
    assert statement.public
    assert set(statement.sees) == set(table.match.game.pack.order) - {NOR}
    letter = previewed(table, Send(MediumId("telegram"), (SUD,), package=package({"cup": "turns"})))
    assert letter.sees == (SUD,)
    assert {risk.how for risk in letter.risks} == {"leak", "intercept"}


def test_the_whips_know_of_a_face() -> None:
    """What is shown before signing is what the home will say: half of the first red line comes back."""
    table = Table.lay("regatta", seats=2).begin()
    meeting = table.send("sud", Invite(MEETING, (NOR,), protocol=Protocol(SUD)))
    assert isinstance(meeting.outcome, Committed)
    ours = next(one.id for one in view_of(table, NOR).invitations())
    table.send("nor", acts.Join(ours))
    view, pack = view_of(table, NOR), table.pack.pack
    choice = package({"cup": "south-keeps"})
    clause = pack.issue(choice[0].issue).options[pack.option_index(choice[0])].clause.clause(choice[0])
    text = Instrument("treaty", (NOR, SUD), (clause,))
    told = queries.answer(view, pack, Ratify(text))
    assert isinstance(told, RatifyAnswer)
    assert {term.why: term.amount for term in told.terms}["face"] == 5
    document = Document(Ref("t"), NOR, text, instrument_hash(text), "signed", 1)
    book = Book(table.match.game, table.match.state, lambda n: Ref(str(n)))
    assert told.total == ratification.sum_of(book, NOR, document)


def test_the_whips_know_that_it_leaked() -> None:
    """A secret text that was printed is one that everybody knows of: the home will mind, and so the preview says."""
    table = Table.lay("regatta", seats=2).begin()
    choices = package({"course": "middle", "cup": "turns"})
    pack = table.pack.pack
    forms = [pack.issue(choice.issue).options[pack.option_index(choice)].clause for choice in choices]
    clauses = tuple(form.clause(choice) for form, choice in zip(forms, choices))
    text = Instrument("treaty", (NOR, SUD), clauses, secret=True)
    table.send("nor", acts.Draft(text))
    ref = next(iter(view_of(table, NOR).instruments))
    table.send("nor", acts.Table(ref))
    before = ratified(table, text)
    table.send("sud", acts.Publish(ref))
    for nation in pack.order:
        table.send(nation, acts.Ready())
    table.tick()
    told = ratified(table, text)
    assert "leaked" not in {term.why for term in before.terms}
    assert {term.why: term.amount for term in told.terms}["leaked"] == -8
    book = Book(table.match.game, table.match.state, lambda n: Ref(str(n)))
    assert told.total == ratification.sum_of(book, NOR, table.match.state.documents[ref])


def ratified(table: Table, text: Instrument) -> RatifyAnswer:
    """What the whips of Nor say of a text."""
    told = queries.answer(view_of(table, NOR), table.pack.pack, Ratify(text))
    assert isinstance(told, RatifyAnswer)
    return told


def test_every_act_has_its_sight() -> None:
    assert set(sight.SIGHTS) == set(ACTS.values())


def test_pressure_is_sealed_and_a_recall_stands_in_the_way_of_a_meeting() -> None:
    table = Table.lay("regatta", seats=2).begin()
    sealed = previewed(table, Press("recall", EST))
    assert sealed.sealed
    assert sealed.public
    table.send("nor", Press("recall", EST))
    for nation in table.match.game.pack.order:
        table.match.table.ready.add(nation)
    table.tick()
    assert previewed(table, Invite(MEETING, (EST,))).refused == "rules.recalled"
    assert not previewed(table, Invite(MEETING, (EST,), go_between=ISL)).refused
    assert not previewed(table, Invite(MEETING, (ISL,), protocol=Protocol())).refused


# -- over matches of rowdies ------------------------------------------------------------------------------------


@define
class Onlookers:
    """The views of all nations, as their streams grow."""

    pack: Pack
    public: dict[str, Any]
    views: dict[NationId, View]

    @classmethod
    def of(cls, name: str) -> Onlookers:
        pack = loaded(name)
        views = {nation: View.of(nation, pack.public) for nation in pack.pack.order}
        return cls(estimate.public(pack.pack), dict(pack.public), views)

    def hear(self, decision: Decision) -> None:
        """What was told reaches everybody who is entitled."""
        for telling in decision.tellings:
            for nation, view in self.views.items():
                if telling.audience == "public" or nation in telling.audience:
                    view.take(telling.notice, decision.state.turn)


@define
class Tried:
    """An act as it was previewed, and what became of it."""

    by: NationId
    act: Act
    said: ExposureAnswer
    before: State
    result: Decision | Refusal


class Watched(Rampage):
    """A rampage of which every act is previewed by its author before it is tried."""

    def tries(self, name: str = "regatta") -> Iterator[Tried]:
        """Every act that was tried, refused ones too."""
        onlookers = Onlookers.of(name)
        rng = random.Random(self.seed)
        self._take(begin(self.game, self.mode, self.fresh), onlookers)
        while self.state.outcome is None:
            for _ in range(self.per_turn):
                by = rng.choice(self.game.pack.order)
                act = Rowdy(self.game, self.state, by, rng).act()
                said = preview(onlookers.views[by], onlookers.pack, act)
                before = self.state
                result = decide(self.game, before, by, act, self.fresh)
                yield Tried(by, act, said, before, result)
                if isinstance(result, Decision):
                    self._take(result, onlookers)
            self._take(close_turn(self.game, self.state, self.fresh), onlookers)

    def _take(self, decision: Decision, onlookers: Onlookers) -> None:
        self.made += 1
        self.state = decision.state
        onlookers.hear(decision)


def watched(seed: int, per_turn: int = 120) -> Iterator[Tried]:
    yield from Watched(game_of(seed), seed, per_turn=per_turn).tries()


def hearers(tellings: tuple[Telling, ...]) -> tuple[frozenset[NationId], bool]:
    """Who heard of an act at once, moved dials apart, and whether everybody did."""
    heard: set[NationId] = set()
    public = False
    for telling in tellings:
        if isinstance(telling.notice, DialMoved):
            continue
        if telling.audience == "public":
            public = True
        else:
            heard |= telling.audience
    return frozenset(heard), public


def complaints(one: Tried) -> Iterator[str]:
    """Where the preview and what became of the act differ."""
    name, said = type(one.act).__name__, one.said
    if isinstance(one.result, Refusal):
        return
    if said.refused:
        yield f"{name} was done, and should have been refused: {said.refused}"
    was, now = one.before.nations[one.by], one.result.state.nations[one.by]
    spent = (max(0, was.envoys - now.envoys), max(0, was.capital - now.capital))
    if (said.envoys, said.capital) != spent:
        yield f"{name} took {spent}, the preview said {(said.envoys, said.capital)}: {one.act}"
    heard, public = hearers(one.result.tellings)
    if public and not (said.public or said.known or said.perhaps_others):
        yield f"{name} was told to all, the preview named {said.sees}: {one.act}"
    more = heard - {one.by} - set(said.sees)
    if more and not (said.public or said.perhaps_others):
        yield f"{name} was heard by {sorted(more)} too: {one.act}"


FEW = settings(max_examples=8, deadline=None, database=None)


@FEW
@given(seed=st.integers(0, 2**32 - 1))
def test_price_audience_and_refusals_are_as_previewed(seed: int) -> None:
    found = [wrong for one in watched(seed) for wrong in complaints(one)]
    assert not found, found[:5]


def test_the_odds_are_those_of_the_dice() -> None:
    """What is said to a member of an open talk is what RESOLVE rolls against, if the turn closed now."""
    game = game_of(1)
    looked = 0
    for one in (one for seed in range(8) for one in watched(seed)):
        place = getattr(one.act, "channel", None)
        channel = one.before.channels.get(place) if place else None
        if channel is None or not isinstance(one.act, acts.Offer) or one.by not in channel.members:
            continue
        if isinstance(one.result, Refusal):
            continue
        book = Book(game, one.before, lambda n: Ref(str(n)))
        odds = leaks._odds_of_channel(book, channel)
        told = {risk.how: risk.percent for risk in one.said.risks}
        assert (told.get("leak", 0), told.get("intercept", 0)) == (odds.leak, odds.intercept)
        looked += 1
    assert looked > 20


def test_the_kinds_that_are_watched_are_many() -> None:
    done = {type(one.act) for seed in range(8) for one in watched(seed) if isinstance(one.result, Decision)}
    assert len(done) > len(ACTS) * 3 // 5, sorted(kind.__name__ for kind in set(ACTS.values()) - done)


# -- nothing but the view ---------------------------------------------------------------------------------------


def differing(one: Table, other: Table, packs: tuple[Pack, Pack]) -> list[Act]:
    """The acts about which the server answers Northshore otherwise in the one world than in the other."""
    asked: list[Act] = [*COSTLY, Invite(WINK, (EST,)), acts.Appeal(EST, "standstill")]
    return [
        act
        for act in asked
        if queries.answer(view_of(one, NOR), packs[0], Exposure(act))
        != queries.answer(view_of(other, NOR), packs[1], Exposure(act))
    ]


def worlds() -> tuple[Table, Table]:
    """Two worlds that differ in what Northshore cannot see."""
    plain, other = (Table.lay("regatta", seats=2).begin() for _ in range(2))
    other.send("sud", Press("sanctions", NOR, 2))
    other.send("sud", Send(MediumId("telegram"), (EST,), package=package({"cup": "turns"})), "quietly")
    return plain, other


def disguised(pack: Pack) -> Pack:
    """The pack with other capacities, homes and likings for everybody but Northshore."""
    return evolve(pack, nations=tuple(one if one.id == NOR else _disguised(one) for one in pack.nations))


def _disguised(nation: Nation) -> Nation:
    able = evolve(nation.capacity, intel=3 - nation.capacity.intel, law=3 - nation.capacity.law)
    taste = evolve(nation.self_card, likes=("reception", "sport"), dislikes=())
    return evolve(nation, capacity=able, self_card=taste, home=99 - nation.home)


def test_a_preview_knows_nothing_beyond_the_view() -> None:
    """Neither what others do in secret, nor their cards and capacities, changes any answer."""
    plain, other = worlds()
    pack = plain.pack.pack
    assert not differing(plain, other, (pack, pack))
    assert not differing(plain, plain, (pack, disguised(pack)))


def test_a_planted_peep_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bug that the test above is for: the whole pack is handed on, and what a guest really likes is read."""

    def peeping(asker: Asker, act: Engage) -> ExposureAnswer:
        liked = sum(act.kind in asker.pack.nation(guest).self_card.likes for guest in act.guests)
        return ExposureAnswer(sees=act.guests, risks=(Risk("success", 50 + 10 * liked),))

    plain, _ = worlds()
    pack = plain.pack.pack
    monkeypatch.setitem(sight.SIGHTS, Engage, peeping)
    assert not differing(plain, plain, (pack, disguised(pack)))  # the public part still has nothing to read
    monkeypatch.setattr(estimate, "public", lambda whole: whole)
    assert [type(act) for act in differing(plain, plain, (pack, disguised(pack)))] == [Engage]
