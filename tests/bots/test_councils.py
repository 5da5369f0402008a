"""Bots in a body: they vote for what is worth something to them, and against what is not."""

from __future__ import annotations

import pytest

from detente_server.bots import councils
from detente_server.bots.mind import Mind
from detente_server.bots.temper import TEMPERS, Chance
from detente_wire import acts
from detente_wire import notices as n
from detente_wire.terms import (
    ChannelId,
    InstitutionId,
    Instrument,
    IssueId,
    MediumId,
    NationId,
    Package,
    Ref,
    instrument_hash,
    package,
)
from tests.bots.test_bots import regatta_view

NOR, SUD, EST, WES, ISL = ALL = tuple(map(NationId, ("nor", "sud", "est", "wes", "isl")))
HALL, MOVED, TEXT = ChannelId("h" * 16), Ref("m" * 16), Ref("t" * 16)
COURT, BOARD = InstitutionId("river-court"), InstitutionId("harbour-board")
BEST, WORST = {"cup": "north-keeps", "course": "deep", "boats": "eights"}, {"cup": "south-keeps"}


def in_session(*told: n.Notice, body: InstitutionId = COURT, mode: str = "full") -> Mind:
    """North in a session of a body, and what happened there."""
    crisis, view = regatta_view()
    view.batna, view.turn = 50, 3
    opened = n.ChannelOpened(HALL, MediumId("conference"), "meeting", ALL, institution=body)
    for notice in (opened, *told):
        view.take(notice, view.turn)
    return Mind(NOR, crisis, view, TEMPERS["mixed"], Chance(b"dice"), mode)


def text(choices: dict[str, str], crisis_of: Mind, *initials: NationId) -> n.InstrumentShown:
    said: Package = package(choices)
    whole = Instrument("treaty", (NOR, SUD), crisis_of.crisis.clauses(said))
    return n.InstrumentShown(TEXT, SUD, whole, instrument_hash(whole), "initialled", initials)


def moved(act: acts.Motion, *told: n.Notice, **keys: str) -> list[acts.Act]:
    """What North does about East's motion, seconded by South."""
    said = (n.Said(MOVED, HALL, EST, act), n.Said(Ref("s" * 16), HALL, SUD, acts.Second(MOVED)))
    return [move.act for move in councils.votes(in_session(*told, *said, **keys))]  # type: ignore[arg-type]


@pytest.mark.parametrize(("choices", "vote"), [(BEST, "yes"), (WORST, "no")])
def test_it_votes_for_a_text_that_is_worth_more_than_no_deal(choices: dict[str, str], vote: str) -> None:
    shown = text(choices, in_session())
    act = acts.Motion(HALL, "recommend", ref=TEXT, hash=shown.hash)
    assert moved(act, shown) == [acts.Vote(MOVED, vote)]  # type: ignore[arg-type]


def test_it_never_votes_for_what_is_done_to_itself() -> None:
    assert moved(acts.Motion(HALL, "sanction", nation=NOR)) == [acts.Vote(MOVED, "no")]
    assert moved(acts.Motion(HALL, "adjourn")) == [acts.Vote(MOVED, "no")]


def test_a_charge_daffaires_abstains() -> None:
    assert moved(acts.Motion(HALL, "adjourn"), mode="charge") == [acts.Vote(MOVED, "abstain")]


def test_a_guest_does_not_vote() -> None:
    """The board has three members; the Island is none."""
    mind = in_session(n.Said(MOVED, HALL, EST, acts.Motion(HALL, "adjourn")), body=BOARD)
    mind.view.me = mind.me = ISL
    assert list(councils.votes(mind)) == []


def test_it_seconds_what_it_would_vote_for_and_nothing_else() -> None:
    friend = n.DialMoved("trust", 10, 60, n.Cause("tide"), NOR, WES)
    fund, adjourn = acts.Motion(HALL, "fund", nation=WES), acts.Motion(HALL, "adjourn")
    for act, does in ((fund, [acts.Second(MOVED)]), (adjourn, [])):
        mind = in_session(friend, n.Said(MOVED, HALL, EST, act))
        assert [move.act for move in councils.votes(mind)] == does


def test_it_asks_a_body_to_recommend_what_bears_its_initials() -> None:
    shown = text(BEST, in_session(), NOR, SUD)
    (move,) = councils.move(in_session(shown))
    assert move.act == acts.Motion(HALL, "recommend", ref=TEXT, hash=shown.hash)
    other = text(BEST, in_session(), SUD)
    assert list(councils.move(in_session(other))) == []


def before_a_session(from_turn: int, *initials: NationId) -> Mind:
    """North with envoys to spare, while the court works from a turn on and nobody sits anywhere."""
    crisis, view = regatta_view()
    view.batna, view.turn, view.envoys = 50, 3, 5
    mind = Mind(NOR, crisis, view, TEMPERS["mixed"], Chance(b"dice"))
    for notice in (n.InstitutionStands(COURT, from_turn), text(BEST, mind, *initials)):
        view.take(notice, view.turn)
    return mind


def test_it_calls_a_body_that_can_recommend_what_two_principals_initialled() -> None:
    mind = before_a_session(1, NOR, SUD)
    assert mind.crisis.conference
    call = acts.Invite(mind.crisis.conference, (), institution=COURT)
    assert [move.act for move in councils.convene(mind)] == [call]
    sits = n.ChannelOpened(HALL, call.medium, "meeting", ALL, institution=COURT)
    mind.view.take(sits, mind.view.turn)
    assert list(councils.convene(mind)) == []


@pytest.mark.parametrize(("from_turn", "initials"), [(4, (NOR, SUD)), (1, (NOR,)), (1, (SUD,))])
def test_it_calls_no_body_before_its_time_nor_for_a_text_that_is_not_shared(
    from_turn: int, initials: tuple[NationId, ...]
) -> None:
    assert list(councils.convene(before_a_session(from_turn, *initials))) == []


def test_it_calls_the_principals_to_a_body_of_theirs_only() -> None:
    mind = before_a_session(1)
    assert councils.seat_of(mind, (SUD, ISL)) == COURT
    mind.view.take(n.InstitutionStands(BOARD, 1), mind.view.turn)
    assert councils.seat_of(mind, (SUD,)) == BOARD
    assert councils.seat_of(mind, (SUD, ISL)) == COURT
    mind.view.bodies.pop(COURT)
    assert councils.seat_of(mind, (SUD, ISL)) is None


def test_it_speaks_to_the_agenda_and_not_into_a_closed_debate() -> None:
    mind = in_session()
    (channel,) = mind.talks()
    channel.agenda, channel.agenda_until = IssueId("cup"), mind.view.turn
    assert councils.in_order(mind, channel, {"cup", "boats"})
    assert not councils.in_order(mind, channel, {"boats"})
    channel.agenda_until = mind.view.turn - 1
    assert councils.in_order(mind, channel, {"boats"})
    channel.closed_turn = mind.view.turn
    assert not councils.in_order(mind, channel, {"cup"})
