"""The View: what one viewer knows, folded from the notices it was told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente_wire import acts, notices
from detente_wire.fold import FOLDS
from detente_wire.messages import Heard, Unknown
from detente_wire.notices import NOTICES, Cause, Notice
from detente_wire.terms import (
    Choice,
    Claim,
    Clause,
    Demand,
    IssueId,
    MediumId,
    NationId,
    OptionId,
    Promise,
    Ref,
    instrument_hash,
    package,
    package_hash,
)
from detente_wire.view import View
from tests.wire import strategies
from tests.wire.samples import CHANNEL, DEAL, GBR, HKG, MATCH, PRC, TEXT

ISSUES = {
    IssueId("garrison"): (OptionId("none"), OptionId("small"), OptionId("large")),
    IssueId("sovereignty"): (OptionId("handover"), OptionId("lease")),
}
R1, R2, R3 = Ref("r1"), Ref("r2"), Ref("r3")
NOTE, TALKS = MediumId("note"), MediumId("talks")
CARD = notices.SheetDealt(
    GBR,
    "hawk",
    (
        notices.SheetPoints(IssueId("garrison"), (40, 15, 0)),
        notices.SheetPoints(IssueId("sovereignty"), (0, 60)),
    ),
    44,
    (Choice(IssueId("garrison"), OptionId("large")),),
    52,
    8,
)
CLAIM = Claim("most", IssueId("garrison"))
ROWS = tuple(notices.NationAtDawn(nation, 50, 51, 2, "mid", 3) for nation in (GBR, PRC, HKG))


def turn(n: int) -> notices.TurnBegan:
    """The dawn of a turn."""
    return notices.TurnBegan(n, f"{n} June", 40 + n, 1, ROWS)


def seen(*told: Notice, me: NationId | None = GBR) -> View:
    """The view after turn 1 has begun and these have been told."""
    view = View(me, ISSUES)
    view.take(turn(1), 1)
    for notice in told:
        view.take(notice, view.turn)
    return view


def said(act: acts.Act, by: NationId = PRC, ref: Ref = R1) -> notices.Said:
    """Something said in the channel."""
    return notices.Said(ref, CHANNEL, by, act)


OPEN = notices.ChannelOpened(CHANNEL, TALKS, "meeting", (GBR, PRC))
OFFER = said(acts.Offer(CHANNEL, DEAL))
SHOWN = notices.InstrumentShown(R1, PRC, TEXT, instrument_hash(TEXT), "tabled", (PRC,))
SANCTIONS = notices.Pressed("sanctions", PRC, 2, GBR)


CASES: dict[str, tuple[tuple[Notice, ...], Callable[[View], object], object]] = {
    # -- the frame
    "a dawn shows all nations": (
        (),
        lambda v: (v.turn, v.date, v.tension, v.rung, v.stall, v.envoys),
        (1, "1 June", 41, 4, 1, 3),
    ),
    "a sheet gives points by option": (
        (CARD,),
        lambda v: v.worth[IssueId("garrison")],
        {"none": 40, "small": 15, "large": 0},
    ),
    "a sheet gives own dials": ((CARD,), lambda v: (v.home, v.capital, v.batna), (52, 8, 44)),
    "points of a package": (
        (CARD,),
        lambda v: v.points(package({"garrison": "none", "sovereignty": "lease"})),
        100,
    ),
    "red lines in a package": (
        (CARD,),
        lambda v: [c.option for c in v.red_lines_in(package({"garrison": "large"}))],
        ["large"],
    ),
    "a seat": ((notices.SeatChanged(PRC, "player", "Bo"),), lambda v: v.seats[PRC].name, "Bo"),
    "the clock": ((notices.ClockSet(99),), lambda v: v.deadline_s, 99),
    "a new turn stops the clock": ((notices.ClockSet(99), turn(2)), lambda v: v.deadline_s, 0),
    "papers": (
        (notices.Papers("briefing-gbr", "Briefing", "# Hi"),),
        lambda v: v.papers["briefing-gbr"].body,
        "# Hi",
    ),
    "an event": (
        (notices.Injected("flood", "A flood"),),
        lambda v: [(t, e.inject) for t, e in v.injects],
        [(1, "flood")],
    ),
    "the end": (
        (notices.Ended("war", 3, 100, (), 0, ""),),
        lambda v: (v.ended and v.ended.outcome, v.tension),
        ("war", 100),
    ),
    # -- dials
    "tension and why": (
        (notices.DialMoved("tension", 5, 46, Cause("pressure")),),
        lambda v: (v.tension, [line.move.because.why for line in v.moves("tension", 1)]),
        (46, ["pressure"]),
    ),
    "a public dial of another": (
        (notices.DialMoved("word", -4, 47, Cause("pledge-broken"), PRC),),
        lambda v: v.nations[PRC].word,
        47,
    ),
    "an own dial": ((notices.DialMoved("envoys", -1, 2, Cause("paid"), GBR),), lambda v: v.envoys, 2),
    "trust both ways": (
        (
            notices.DialMoved("trust", 3, 53, Cause("contact-meeting"), GBR, PRC),
            notices.DialMoved("trust", 3, 33, Cause("contact-meeting"), PRC, GBR),
        ),
        lambda v: v.trust_between(PRC),
        33,
    ),
    "marks and grievance are mine": (
        (
            notices.DialMoved("marks", 1, 1, Cause("answer"), GBR, PRC),
            notices.DialMoved("grievance", 5, 5, Cause("x"), GBR, PRC),
        ),
        lambda v: (v.marks, v.grievance),
        ({PRC: 1}, {PRC: 5}),
    ),
    # -- channels
    "an invitation waits for me": (
        (notices.Invited(CHANNEL, TALKS, PRC, (GBR, PRC)),),
        lambda v: [c.id for c in v.invitations()],
        [CHANNEL],
    ),
    "until I answer": (
        (notices.Invited(CHANNEL, TALKS, PRC, (GBR, PRC)), notices.ChannelChanged(CHANNEL, "declined", GBR)),
        lambda v: v.invitations(),
        [],
    ),
    "or it is withdrawn": (
        (notices.Invited(CHANNEL, TALKS, PRC, (GBR, PRC)), notices.ChannelChanged(CHANNEL, "withdrawn", PRC)),
        lambda v: v.invitations(),
        [],
    ),
    "an open channel": ((OPEN,), lambda v: (v.is_open(CHANNEL), len(v.open_channels())), (True, 1)),
    "joining": (
        (
            notices.Invited(CHANNEL, TALKS, PRC, (GBR, PRC, HKG)),
            notices.ChannelChanged(CHANNEL, "joined", GBR),
            OPEN,
        ),
        lambda v: (v.channels[CHANNEL].present, v.channels[CHANNEL].waiting),
        ({PRC, GBR}, {HKG}),
    ),
    "leaving": ((OPEN, notices.ChannelChanged(CHANNEL, "left", GBR)), lambda v: v.is_open(CHANNEL), False),
    "closing": ((OPEN, notices.ChannelChanged(CHANNEL, "closed")), lambda v: v.is_open(CHANNEL), False),
    "a new turn closes it and keeps what was said": (
        (OPEN, OFFER, turn(2)),
        lambda v: (v.is_open(CHANNEL), len(v.channels[CHANNEL].items)),
        (False, 1),
    ),
    "walking out": ((OPEN, notices.WalkedOut(PRC, CHANNEL)), lambda v: v.channels[CHANNEL].present, {GBR}),
    # -- offers
    "an offer waits for me": (
        (OPEN, OFFER),
        lambda v: [(o.ref, o.hash) for o in v.open_offers()],
        [(R1, package_hash(DEAL))],
    ),
    "my own does not": (
        (OPEN, said(acts.Offer(CHANNEL, DEAL), GBR)),
        lambda v: (v.open_offers(), len(v.my_offers())),
        ([], 1),
    ),
    "an accepted one does not": (
        (OPEN, OFFER, said(acts.Accept(R1, package_hash(DEAL)), GBR, R2)),
        lambda v: (v.open_offers(), v.offers[R1].accepted),
        ([], {GBR: 1}),
    ),
    "accepted by all it is not replaced": (
        (
            OPEN,
            OFFER,
            said(acts.Accept(R1, package_hash(DEAL)), GBR, R2),
            said(acts.Offer(CHANNEL, ()), PRC, R3),
        ),
        lambda v: [offer.status for offer in v.offers.values()],
        ["accepted", "standing"],
    ),
    "a refused one may still be accepted": (
        (OPEN, OFFER, said(acts.Reject(R1), GBR, R2), said(acts.Accept(R1, package_hash(DEAL)), GBR, R3)),
        lambda v: (v.offers[R1].accepted, v.offers[R1].rejected),
        ({GBR: 1}, {}),
    ),
    "a refused one does not": (
        (OPEN, OFFER, said(acts.Reject(R1, "red-line"), GBR, R2)),
        lambda v: (v.open_offers(), v.offers[R1].rejected),
        ([], {GBR: "red-line"}),
    ),
    "a withdrawn one does not": (
        (OPEN, OFFER, said(acts.Withdraw(R1), PRC, R2)),
        lambda v: v.offers[R1].status,
        "withdrawn",
    ),
    "the next one replaces it": (
        (OPEN, OFFER, said(acts.Offer(CHANNEL, ()), PRC, R2)),
        lambda v: (v.offers[R1].status, [o.ref for o in v.open_offers()]),
        ("replaced", [R2]),
    ),
    "an offer by letter": (
        (notices.Letter(R1, PRC, acts.Send(NOTE, (GBR,), package=DEAL), 1, "arrived"),),
        lambda v: [(o.ref, o.channel, o.to) for o in v.open_offers()],
        [(R1, None, {GBR})],
    ),
    "an intercepted letter offers me nothing": (
        (notices.Letter(R1, PRC, acts.Send(NOTE, (HKG,), package=DEAL), 1, "intercepted"),),
        lambda v: (v.open_offers(), list(v.letters)),
        ([], [R1]),
    ),
    "what both back is provisional": (
        (OPEN, OFFER, said(acts.Offer(CHANNEL, package({"garrison": "small"})), GBR, R2)),
        lambda v: v.provisional((GBR, PRC)),
        {"garrison": "small"},
    ),
    "a back-channel backs nothing": (
        (
            notices.ChannelOpened(CHANNEL, TALKS, "back-channel", (GBR, PRC), secret=True),
            OFFER,
            said(acts.Accept(R1, package_hash(DEAL)), GBR, R2),
        ),
        lambda v: v.provisional((GBR, PRC)),
        {},
    ),
    # -- listening
    "a question to me": (
        (OPEN, said(acts.Ask(CHANNEL, GBR, IssueId("garrison")))),
        lambda v: [q.ref for q in v.my_questions()],
        [R1],
    ),
    "answered": (
        (
            OPEN,
            said(acts.Ask(CHANNEL, GBR, IssueId("garrison"))),
            said(acts.Tell(CHANNEL, CLAIM, R1), GBR, R2),
        ),
        lambda v: (v.my_questions(), v.questions[R1].answer, v.claims[R2].by),
        ([], CLAIM, GBR),
    ),
    "a restatement of me": (
        (OPEN, said(acts.Restate(CHANNEL, GBR, CLAIM))),
        lambda v: [r.ref for r in v.my_restatements()],
        [R1],
    ),
    "confirmed": (
        (OPEN, said(acts.Restate(CHANNEL, GBR, CLAIM)), said(acts.Confirm(R1), GBR, R2)),
        lambda v: (v.my_restatements(), v.restatements[R1].answer),
        ([], "confirmed"),
    ),
    "corrected, which is a claim": (
        (OPEN, said(acts.Restate(CHANNEL, PRC, CLAIM), GBR), said(acts.Correct(R1, CLAIM), PRC, R2)),
        lambda v: (v.restatements[R1].answer, v.claims[R2].claim),
        ("corrected", CLAIM),
    ),
    "a lie": (
        (OPEN, said(acts.Tell(CHANNEL, CLAIM)), notices.LieFound(R1, PRC, CLAIM)),
        lambda v: (v.claims[R1].lie, v.lies),
        (True, {R1}),
    ),
    "insight": ((notices.InsightGained(PRC, 1, (IssueId("garrison"),)),), lambda v: v.insight[PRC].level, 1),
    "learned": (
        (notices.Learned(PRC, CLAIM, "dinner"),),
        lambda v: [one.claim for one in v.learned],
        [CLAIM],
    ),
    "a self card": (
        (notices.SelfShown(PRC, ("order",), (), "x", (), ()),),
        lambda v: v.selves[PRC].values,
        ("order",),
    ),
    "concerns": (
        (notices.ConcernsNamed(PRC, (IssueId("garrison"),)),),
        lambda v: v.concerns,
        {PRC: ("garrison",)},
    ),
    "a dinner for me": (
        (notices.EngagementAsked(R1, "dinner", PRC, GBR),),
        lambda v: len(v.my_engagements()),
        1,
    ),
    "and its end": (
        (notices.EngagementAsked(R1, "dinner", PRC, GBR), notices.EngagementEnded(R1, "flat")),
        lambda v: (v.my_engagements(), v.engagements[R1].result),
        ([], "flat"),
    ),
    "a leak": (
        (notices.Minutes((PRC, HKG), ((PRC, acts.Offer(CHANNEL, DEAL)),), "leaked", "meeting"),),
        lambda v: len(v.leaks),
        1,
    ),
    "what stood where I came late": (
        (
            OPEN,
            notices.Minutes((GBR, PRC), ((PRC, acts.Offer(CHANNEL, DEAL)),), "joined", "meeting", R1, PRC),
        ),
        lambda v: ([o.ref for o in v.open_offers()], v.leaks),
        ([R1], []),
    ),
    # -- undertakings
    "an assurance to me": (
        (OPEN, said(acts.Assure(CHANNEL, Clause("hotline", PRC)))),
        lambda v: len(v.my_assurances()),
        1,
    ),
    "accepted and in force": (
        (
            OPEN,
            said(acts.Assure(CHANNEL, Clause("hotline", PRC))),
            said(acts.Accept(R1, package_hash(())), GBR, R2),
            notices.AssuranceEnded(R1, "in-force"),
        ),
        lambda v: (v.my_assurances(), v.assurances[R1].status),
        ([], "in-force"),
    ),
    "a recess proposed": (
        (OPEN, said(acts.Recess(CHANNEL, 4))),
        lambda v: [r.until_turn for r in v.my_recesses()],
        [4],
    ),
    "and begun": (
        (OPEN, said(acts.Recess(CHANNEL, 4)), notices.RecessBegan(4)),
        lambda v: (v.my_recesses(), v.recess_until),
        ([], 4),
    ),
    "a pledge": (
        (notices.Pledged(R1, PRC, Promise("never"), True), notices.PledgeEnded(R1, PRC, "broken")),
        lambda v: v.pledges[R1].how,
        "broken",
    ),
    "a threat to me": (
        (notices.Threatened(R1, PRC, GBR, Demand("end"), "force", 2, 4, False),),
        lambda v: [t.threat.level for t in v.my_threats()],
        [2],
    ),
    "and its end ": (
        (
            notices.Threatened(R1, PRC, GBR, Demand("end"), "force", 2, 4, False),
            notices.ThreatEnded(R1, PRC, GBR, "backed-down"),
        ),
        lambda v: (v.my_threats(), v.threats[R1].how),
        ([], "backed-down"),
    ),
    "a text": ((SHOWN,), lambda v: [(t.ref, t.initials) for t in v.texts("tabled")], [(R1, {PRC})]),
    "initialled": (
        (SHOWN, notices.Initialled(R1, GBR, instrument_hash(TEXT))),
        lambda v: v.instruments[R1].initials,
        {PRC, GBR},
    ),
    "an initial on another text counts not": (
        (SHOWN, notices.Initialled(R1, GBR, package_hash(()))),
        lambda v: v.instruments[R1].initials,
        {PRC},
    ),
    "amended": (
        (SHOWN, turn(2), notices.InstrumentShown(R1, PRC, TEXT, package_hash(()), "tabled")),
        lambda v: (v.instruments[R1].initials, v.instruments[R1].turn, v.instruments[R1].changed),
        (set(), 1, 2),
    ),
    "its life": (
        (
            SHOWN,
            notices.InstrumentChanged(R1, "signed"),
            notices.RatificationFailed(R1, PRC, "low"),
            notices.Voiced(R1, HKG, "objected"),
            notices.ClauseReported(R1, 1, PRC, "performed"),
        ),
        lambda v: (lambda t: (t.status, t.failed, t.objected, t.reports))(v.instruments[R1]),
        ("signed", {PRC}, {HKG}, {1: "performed"}),
    ),
    "an issue closed": (
        (notices.IssueClosed(IssueId("garrison"), OptionId("small"), R1),),
        lambda v: v.closed[IssueId("garrison")].option,
        "small",
    ),
    "and reopened": (
        (
            notices.IssueClosed(IssueId("garrison"), OptionId("small"), R1),
            notices.IssueReopened(IssueId("garrison")),
        ),
        lambda v: v.closed,
        {},
    ),
    # -- pressure
    "sanctions": ((SANCTIONS,), lambda v: v.sanctions_on(PRC), {GBR: 2}),
    "raised": (
        (SANCTIONS, notices.Pressed("sanctions", PRC, 3, GBR)),
        lambda v: v.sanctions_on(PRC),
        {GBR: 3},
    ),
    "lifted": ((SANCTIONS, notices.PressureEnded("sanctions", PRC, GBR)), lambda v: v.pressure, {}),
    "a protest is done at once": ((notices.Pressed("protest", PRC, 1, GBR),), lambda v: v.pressure, {}),
    "an unknown hand": ((notices.Pressed("covert", PRC, 1, None, R1),), lambda v: list(v.hands), [R1]),
    "found": (
        (notices.Pressed("covert", PRC, 1, None, R1), notices.Attributed(R1, HKG, PRC)),
        lambda v: v.hands,
        {},
    ),
    "a suit judged": (
        (notices.Pressed("legal", PRC, 1, GBR), notices.Judged(GBR, PRC, True)),
        lambda v: v.pressure,
        {},
    ),
    "a démarche": ((notices.DemarcheHeld(PRC, 3), turn(3)), lambda v: v.demarches, {PRC: 3}),
    "a démarche is over": ((notices.DemarcheHeld(PRC, 3), turn(4)), lambda v: v.demarches, {}),
    "sealed": (
        (notices.Sealed("sign:r1", R2, acts.Sign(R1, package_hash(()))),),
        lambda v: list(v.sealed),
        ["sign:r1"],
    ),
    "sealed otherwise": (
        (
            notices.Sealed("force", R2, acts.StandDown()),
            notices.Sealed("force", R3, acts.Press("force", PRC)),
        ),
        lambda v: v.sealed["force"].ref,
        R3,
    ),
    "taken back": (
        (notices.Sealed("force", R2, acts.StandDown()), notices.Sealed("force", R2, None)),
        lambda v: v.sealed,
        {},
    ),
    "spent with the turn, but how a clause is kept stands": (
        (
            notices.Sealed("force", R2, acts.StandDown()),
            notices.Sealed("keep", R3, acts.Keep(R1, 1, "cheat")),
            turn(2),
        ),
        lambda v: (v.sealed, v.keeping),
        ({}, {(R1, 1): "cheat"}),
    ),
}


@pytest.mark.parametrize(("told", "look", "expected"), CASES.values(), ids=CASES)
def test_a_view_of(told: tuple[Notice, ...], look: Callable[[View], object], expected: object) -> None:
    assert look(seen(*told)) == expected


def test_every_kind_of_notice_is_folded() -> None:
    assert set(FOLDS) == set(NOTICES.values())


def test_an_observer_has_a_view_too() -> None:
    view = seen(OPEN, OFFER, SANCTIONS, me=None)
    assert (view.invitations(), view.open_channels(), view.my_questions()) == ([], [], [])
    assert view.sanctions_on(PRC) == {GBR: 2}


def heard(cursor: int, notice: Notice | Unknown) -> Heard:
    """A delivery."""
    return Heard(MATCH, cursor, 1, 0, notice)


def test_a_repeated_delivery_is_dropped_and_a_gap_is_told() -> None:
    view = View(GBR)
    assert view.hear(heard(1, notices.ClockSet(7))) == "folded"
    assert view.hear(heard(1, notices.ClockSet(8))) == "repeated"
    assert view.hear(heard(3, notices.ClockSet(9))) == "gap"
    assert (view.cursor, view.deadline_s) == (1, 7)


def test_an_unknown_notice_keeps_the_place() -> None:
    view = View(GBR)
    assert view.hear(heard(1, Unknown("comet-seen"))) == "folded"
    assert view.hear(heard(2, notices.ClockSet(9))) == "folded"
    assert (view.cursor, view.deadline_s) == (2, 9)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=st.lists(strategies.NOTICES, max_size=20), cut=st.integers(0, 20))
def test_any_stream_folds_and_a_resumed_one_gives_the_same_view(told: list[Notice], cut: int) -> None:
    at_once, resumed = View(GBR, ISSUES), View(GBR, ISSUES)
    deliveries = [heard(n, notice) for n, notice in enumerate(told, 1)]
    for delivery in deliveries:
        at_once.hear(delivery)
    for delivery in [*deliveries[:cut], *deliveries]:
        resumed.hear(delivery)
    assert resumed == at_once
    assert at_once.cursor == len(told)
