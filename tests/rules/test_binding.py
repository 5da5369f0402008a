"""Who is bound by a body's vote: nobody who did not sign, unless its power says bind; a planted bug is caught."""

from __future__ import annotations

import itertools

import pytest
from attrs import evolve

from detente_server.rules import decisions
from detente_server.rules.numbers import Numbers
from detente_server.rules.pack import Pack
from detente_server.rules.state import State
from detente_server.rules.tally import procedural, substantial
from detente_server.trials.play import Play, start
from detente_wire.acts import VoteChoice
from detente_wire.terms import InstitutionId, NationId, Power, Ref
from tests.rules.tables import pack_named

NOR, SUD, EST, WES, ISL = ALL = tuple(map(NationId, ("nor", "sud", "est", "wes", "isl")))
LOCKS = InstitutionId("lock-keepers")
CHOICES: tuple[VoteChoice, ...] = ("yes", "no", "abstain")
POWERS: tuple[Power, ...] = (
    "recommend", "mediate", "bind", "authorise-sanctions", "inspect", "arbitrate", "administer", "fund",
)  # fmt: skip


def equipped(power: Power) -> Pack:
    """The regatta, whose lock-keepers have this one power."""
    pack = pack_named("regatta")
    bodies = (evolve(b, powers=frozenset({power})) if b.id == LOCKS else b for b in pack.institutions)
    return evolve(pack, institutions=tuple(bodies))


def voted(power: Power, kind: str) -> Play:
    """A text that North alone initialled, on which the lock-keepers have voted by this kind of motion."""
    given = ["roll leak 99", "roll intercept 99", "home nor 100", "home sud 100"]
    play = start(equipped(power), given)
    for line in (
        "nor,sud,est,wes: session lock-keepers -> c",
        "nor: draft text=treaty;parties=nor,sud;closes=course:middle -> t",
        "nor: table ref=t channel=c",
        "nor: initial ref=t",
        f"nor: motion channel=c kind={kind} ref=t -> m",
        "est: second ref=m",
        "turn",
    ):
        play.act(line)
    assert play.state.motions[Ref(play.labels["m"])].status == "carried"
    return play


def bound(pack: Pack, state: State) -> set[NationId]:
    return {name for one in state.documents.values() for name in decisions.bound(pack, state, one)}


@pytest.mark.parametrize("kind", ["recommend", "mediate"])
def test_no_other_decision_binds(kind: str) -> None:
    play = voted(kind, kind)  # type: ignore[arg-type]
    (text,) = play.state.documents.values()
    assert bound(play.game.pack, play.state) == set()
    assert (text.status, text.bound) == ("tabled", ())


def test_a_decision_to_bind_binds_the_members_that_are_parties() -> None:
    play = voted("bind", "bind")
    (text,) = play.state.documents.values()
    assert bound(play.game.pack, play.state) == {NOR, SUD}
    assert text.status == "initialled"
    play.act("nor: sign ref=t")
    play.act("turn")
    (text,) = play.state.documents.values()
    assert (text.status, text.bound) == ("in-force", (SUD,))


@pytest.mark.parametrize("power", [power for power in POWERS if power != "bind"])
def test_even_a_carried_motion_binds_nobody_without_the_power(power: Power) -> None:
    """The decision itself is there, as if a bug had let it pass: the charter decides."""
    play = voted("bind", "bind")
    assert bound(play.game.pack, play.state)
    assert bound(equipped(power), play.state) == set()


def test_the_property_sees_a_body_that_binds_by_recommending(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted bug: every decision on a text is taken for a binding one."""
    play = voted("recommend", "recommend")
    true = decisions.holding
    monkeypatch.setattr(decisions, "holding", lambda state, kind: true(state, "recommend"))
    monkeypatch.setattr(decisions, "_bound_by", lambda body: body.members)
    assert bound(play.game.pack, play.state) == {NOR, SUD}


# -- counting ----------------------------------------------------------------------------------------------------


def every_vote() -> list[dict[NationId, VoteChoice]]:
    return [dict(zip(ALL[:3], votes)) for votes in itertools.product(CHOICES, repeat=3)]


@pytest.mark.parametrize("body", pack_named("regatta").institutions, ids=lambda body: body.id)
def test_a_veto_kills_and_an_abstention_does_not(body: object) -> None:
    charter = pack_named("regatta").institution(body.id)  # type: ignore[attr-defined]
    room = frozenset(charter.members[:3])
    for votes in every_vote():
        cast = {name: choice for name, choice in votes.items() if name in room}
        counted = substantial(charter, cast, room, 50, Numbers(), final=True)
        against = {name for name, choice in cast.items() if choice == "no"}
        assert set(counted.vetoed) == against & set(charter.vetoes)
        assert counted.outcome != "open"
        if counted.vetoed:
            assert counted.outcome == "lost"
        else:
            silent = {name: "abstain" if choice == "no" else choice for name, choice in cast.items()}
            again = substantial(charter, silent, room, 50, Numbers(), final=True)
            assert counted.outcome == "lost" or again.outcome == "carried"


def test_what_is_decided_early_is_what_would_be_decided_late() -> None:
    """Of every body and vote: once it is carried or lost, no vote still to come changes it."""
    for charter in pack_named("regatta").institutions:
        room = frozenset(charter.members[:3])
        for votes in every_vote():
            cast = {name: choice for name, choice in votes.items() if name in room}
            late = substantial(charter, cast, room, 50, Numbers(), final=True).outcome
            for first in itertools.chain.from_iterable(itertools.combinations(cast, k) for k in range(3)):
                early = substantial(
                    charter, {name: cast[name] for name in first}, room, 50, Numbers(), final=False
                ).outcome
                assert early in ("open", late)


def test_silence_carries_nothing() -> None:
    for charter in pack_named("regatta").institutions:
        quiet = evolve(charter, outside=0, outside_yes=0, needs=0)
        assert substantial(quiet, {}, frozenset(charter.members), 50, Numbers(), final=True).outcome == "lost"
    assert procedural("agenda", {}, frozenset(ALL), final=True).outcome == "lost"
