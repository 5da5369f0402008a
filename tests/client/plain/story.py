"""A made-up match at the toll bridge that tells every kind of notice once or more, as Ada hears it.

Owns: `STORY`, a scene to hear it in, the lines that it makes.
Does not know: rules; nothing in it needs to be possible.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from detente_client.describe.telling import Teller
from detente_client.describe.told import Scene
from detente_client.publicpack import read_pack
from detente_client.words.handles import Handles
from detente_wire import acts
from detente_wire import notices as n
from detente_wire.legacy import CrisisPlayed, Heir, Legacy, NationLegacy, Tag
from detente_wire.messages import Heard, MatchId
from detente_wire.terms import (
    ChannelId,
    Choice,
    Claim,
    Clause,
    Demand,
    InstitutionId,
    Instrument,
    IssueId,
    MediumId,
    NationId,
    OptionId,
    Promise,
    Protocol,
    Ref,
    VenueId,
    instrument_hash,
    package,
)
from detente_wire.view import View
from tests.client.hall import loaded

ADA, BEL = NationId("ada"), NationId("bel")
BRIDGE, TOLL = IssueId("bridge"), IssueId("toll")
TOGETHER, SHARED, FREE = OptionId("together"), OptionId("shared"), OptionId("free")
M1, B1 = ChannelId("mmmmmmmmmmmmmmmm"), ChannelId("bbbbbbbbbbbbbbbb")
NOTE = MediumId("note")
BOARD = InstitutionId("bridge-board")
BOTH = package({"bridge": "together", "toll": "shared"})
TEATIME = {
    **loaded("teatime").public,
    "institutions": [
        {
            "id": "bridge-board", "title": "the Bridge Board", "description": "Two chairs and a plank.",
            "procedure": "", "members": ["ada", "bel"], "officers": [], "chair": "rotating", "chair_agenda": False,
            "voting": "majority", "needs": 2, "weights": [], "outside": 1, "outside_yes": 1, "vetoes": ["bel"],
            "powers": ["recommend", "authorise-sanctions"], "facilities": ["secretariat"], "exists": True,
            "from_turn": 1,
        }
    ],
}  # fmt: skip
"""The pack's public part, with a body that it does not have."""


def ref(name: str) -> Ref:
    """A reference of sixteen letters."""
    return Ref((name * 16)[:16])


PACK = read_pack(TEATIME)
TREATY = PACK.text_closing("treaty", (ADA, BEL), BOTH)
SIDE = evolve(
    TREATY,
    secret=True,
    clauses=(
        *TREATY.clauses,
        Clause(
            "consultation",
            ADA,
            BEL,
            object="planks",
            place="the mill",
            amount=2,
            by_turn=3,
            verify=BEL,
            sunset=5,
        ),
    ),
)
STANDSTILL = Instrument(
    "standstill", (ADA, BEL), (Clause("standstill", ADA), Clause("standstill", BEL)), "signature"
)
TREATY_HASH = instrument_hash(TREATY)
TIDE = n.Cause("tide")


def said(name: str, by: NationId, act: acts.Act, channel: ChannelId = M1) -> n.Said:
    """An act in a channel."""
    return n.Said(ref(name), channel, by, act)


def dawn(turn: int, tension: int) -> n.TurnBegan:
    """A new turn."""
    rows = tuple(n.NationAtDawn(nation, 50, 50, 0, "mid", 3) for nation in (ADA, BEL))
    return n.TurnBegan(turn, f"{turn} June", tension, turn - 1, rows)


def points(*rows: tuple[IssueId, tuple[int, ...]]) -> tuple[n.SheetPoints, ...]:
    """Points of a sheet."""
    return tuple(n.SheetPoints(issue, row) for issue, row in rows)


SHEET = points((BRIDGE, (0, 60, 40)), (TOLL, (0, 40, 25)))
MOST = Claim("most", BRIDGE)
PREFERS = Claim("prefers", TOLL, SHARED, FREE)
NEVER = Claim("impossible", BRIDGE, OptionId("ada-mends"))
RED = (Choice(BRIDGE, OptionId("ada-mends")),)


def shown(
    text: Instrument, status: n.InstrumentStatus, author: NationId, name: str = "t"
) -> n.InstrumentShown:
    """A text as it stands."""
    return n.InstrumentShown(ref(name), author, text, instrument_hash(text), status)


Told = tuple[int, n.Notice, str]

MUSTER: list[Told] = [
    (0, n.TableLaid(True, True, True, 600), ""),
    (0, n.SeatChanged(ADA, "player", "Anna"), ""),
    (0, n.SeatChanged(BEL, "player", "Ben"), ""),
    (0, n.UmpireSeated("Miss Marple"), ""),
    (0, n.UmpireSeated("Miss Marple", False), ""),
    (0, n.Mustered(0, 2, 2_000_000_000), ""),
    (0, n.Mustered(1, 2, 2_000_000_000), ""),
    (0, n.SeatChanged(BEL, "empty"), ""),
    (0, n.Mustered(0, 1, 0), ""),
    (1, n.SeatChanged(ADA, "player", "Anna"), ""),
    (1, n.SeatChanged(BEL, "bot"), ""),
    (1, n.MatchBegan("teatime", "aa", "bb", "variable", "c0ffee" * 8, (ADA, BEL)), ""),
    (
        1,
        n.LegacyTaken(
            (CrisisPlayed("breakfast", "Breakfast at the Mill"),),
            (Heir(ADA, ADA, 44),),
            (Tag("failed-talks", "breakfast"), Tag("humiliated", "breakfast", BEL, BRIDGE)),
            5,
            (TOLL,),
            1,
        ),
        "",
    ),
    (1, n.Papers("briefing-ada", "Your briefing", "You are **Ada**.\n\nMend it.\n"), ""),
    (1, n.SheetDealt(ADA, "ada-first", SHEET, 50, RED, 60, 8, 30, contacts=(BEL,)), ""),
    (1, dawn(1, 20), ""),
    (1, n.ClockSet(2_000_000_000), ""),
    (1, n.ClockSet(0, True, 2_000_000_000), ""),
    (1, n.ClockSet(2_000_000_000), ""),
    (1, n.OrderGiven("umpire", "extend", 600), ""),
    (1, n.OrderGiven("host", "credit", 61), ""),
    (1, n.OrderGiven("table", "pause", 3600), ""),
    (1, n.OrderGiven("operator", "go-on"), ""),
    (1, n.OrderGiven("umpire", "replace", 0, BEL), ""),
    (1, n.NewsTold(ref("news"), "umpire", 3), "A cart has lost a wheel."),
    (1, n.Whispered(ref("aside"), ADA), "Mind the third plank."),
    (1, n.Polled("extend", None, 1, 0, 2), ""),
    (1, n.Polled("replace", BEL, 1, 1, 2), ""),
    (1, n.Polled("end", None, 1, 1, 2, "failed"), ""),
    (1, n.DeadlineNear(2_000_000_000), ""),
    (1, n.Excused(3, 2), ""),
]
TALKS: list[Told] = [
    (1, n.Invited(M1, MediumId("meeting"), BEL, (ADA, BEL), VenueId("mill")), "Come."),
    (1, n.ProtocolAnswered(M1, ADA, Protocol(BEL), "accepted"), ""),
    (1, n.ProtocolAnswered(M1, BEL, Protocol(), "disputed"), ""),
    (1, n.FootingChanged(BEL, ADA, "senior"), ""),
    (1, n.FootingChanged(ADA, BEL, "equal"), ""),
    (1, n.FaceChanged(ADA, BEL, True), ""),
    (1, n.FaceChanged(ADA, BEL, False), ""),
    (1, n.ChannelChanged(M1, "joined", ADA), ""),
    (1, n.DialMoved("envoys", -1, 2, n.Cause("joined"), ADA), ""),
    (1, n.ChannelOpened(M1, MediumId("meeting"), "meeting", (ADA, BEL), VenueId("mill")), ""),
    (1, said("say", BEL, acts.Say(M1)), "Good morning.\nA fine day."),
    (1, said("aside", BEL, acts.Say(M1, (ADA,))), "Between us."),
    (1, said("ask", BEL, acts.Ask(M1, ADA, BRIDGE)), "What of the bridge?"),
    (1, said("tell", ADA, acts.Tell(M1, MOST, ref("ask"))), ""),
    (1, said("restate", BEL, acts.Restate(M1, ADA, MOST)), ""),
    (1, said("confirm", ADA, acts.Confirm(ref("restate"))), ""),
    (1, said("restateb", ADA, acts.Restate(M1, BEL, NEVER)), ""),
    (1, said("correct", BEL, acts.Correct(ref("restateb"), PREFERS)), ""),
    (1, said("offer", BEL, acts.Offer(M1, BOTH)), "Half and half."),
    (1, said("reject", ADA, acts.Reject(ref("offer"), "too-little")), ""),
    (1, said("accept", ADA, acts.Accept(ref("offer"), TREATY_HASH)), ""),
    (1, said("offerb", BEL, acts.Offer(M1, BOTH)), ""),
    (1, said("pledge", BEL, acts.Pledge(M1, Promise("never", TOLL, FREE), True)), ""),
    (1, n.Pledged(ref("pledge"), BEL, Promise("never", TOLL, FREE), True), ""),
    (1, n.Pledged(ref("pledgeb"), ADA, Promise("no-tool", nation=BEL, tool="protest", by_turn=4), False), ""),
    (1, n.PledgeEnded(ref("pledgeb"), ADA, "kept"), ""),
    (1, said("assure", BEL, acts.Assure(M1, TREATY.clauses[0])), ""),
    (1, said("recess", BEL, acts.Recess(M1, 3)), ""),
    (1, n.InstitutionStands(BOARD, 1), ""),
    (1, said("motion", BEL, acts.Motion(M1, "agenda", issue=TOLL)), "The toll first."),
    (1, said("second", ADA, acts.Second(ref("motion"))), ""),
    (1, said("motionb", BEL, acts.Motion(M1, "sanction", nation=ADA)), ""),
    (1, said("motionc", BEL, acts.Motion(M1, "close")), ""),
    (1, said("vote", BEL, acts.Vote(ref("motion"), "abstain")), ""),
    (1, n.MotionDecided(ref("motion"), M1, BEL, acts.Motion(M1, "agenda", issue=TOLL), "carried", None,
                        (BEL, ADA), votes=2, needs=2), ""),
    (1, n.MotionDecided(ref("motionb"), M1, BEL, acts.Motion(M1, "sanction", nation=ADA), "lost", BOARD,
                        (ADA,), (BEL,), outside_yes=1, votes=2, needs=2, vetoed=(BEL,)), ""),
    (1, said("withdraw", BEL, acts.Withdraw(ref("offerb"))), ""),
    (1, n.AssuranceEnded(ref("assure"), "in-force"), ""),
    (1, n.Letter(ref("letter"), BEL, acts.Send(NOTE, (ADA,), TOLL, None, BOTH), 1, "arrived"), "Dear Ada,\nyes."),
    (1, n.Letter(ref("letterb"), BEL, acts.Send(NOTE, (ADA,)), 1, "forwarded", ADA, False), "Hm."),
    (1, said("quote", BEL, acts.Quote(M1, ref("letter"))), "Hear yourself."),
    (1, n.Letter(ref("letter"), BEL, acts.Send(NOTE, (ADA,), TOLL, None, BOTH), 1, "quoted", BEL), "Dear Ada,\nyes."),
    (1, n.Minutes((ADA, BEL), ((ADA, acts.Offer(B1, BOTH)),), "quoted", "back-channel", ref("quoteb"), BEL, False),
     "Psst."),
    (1, n.EngagementAsked(ref("dinner"), "dinner", BEL, ADA), "Tea?"),
    (1, n.EngagementEnded(ref("dinner"), "success", "open"), ""),
    (1, n.Minutes((ADA, BEL), ((BEL, acts.Offer(M1, BOTH)),), "joined", "meeting", ref("late"), BEL), ""),
    (1, n.Minutes((BEL,), ((BEL, acts.Offer(M1, BOTH)),), "rumoured", "meeting", ref("late"), certified=False), ""),
    (1, n.EngagementAsked(ref("walk"), "walk", BEL, ADA), ""),
    (1, n.EngagementEnded(ref("walk"), "success", "open"), ""),
    (1, n.Referred(ref("wa"), ref("walk"), BEL, BOTH), "Take it home with you."),
    (1, n.EngagementAsked(ref("party"), "reception", BEL, ADA, (ADA,)), ""),
    (1, n.Hinted(ref("party"), BEL, BOTH[0]), ""),
    (1, n.Hinted(ref("party"), BEL, BOTH[0], rumour=True), ""),
    (1, n.StudyAsked(ref("js"), BEL, ADA, BOTH), "Our engineers are curious."),
    (1, n.StudyEnded(ref("js"), "studied", BOTH), ""),
    (1, n.StudyAsked(ref("jt"), ADA, BEL, BOTH), ""),
    (1, n.StudyEnded(ref("jt"), "studied"), ""),
    (1, n.AppealMade(ref("ap"), BEL, ADA, "standstill"), "For old times."),
    (1, n.AppealEnded(ref("ap"), "granted"), ""),
    (1, n.StandstillGranted(ref("ap"), (ADA, BEL)), ""),
    (1, n.Learned(BEL, PREFERS, "dinner"), ""),
    (1, n.SelfShown(BEL, ("Guests come first",), ("A road",), "hospitality", ("tour",), ("gesture",)), ""),
    (1, n.LieFound(ref("tellb"), BEL, MOST), ""),
    (1, n.Denounced(ref("tellb"), ADA, BEL, MOST), ""),
    (1, n.ChannelOpened(B1, MediumId("channel"), "back-channel", (ADA, BEL), secret=True), ""),
    (1, said("hush", BEL, acts.Say(B1), B1), "Nobody hears us."),
    (1, shown(TREATY, "draft", ADA), ""),
    (1, shown(TREATY, "tabled", ADA), ""),
    (1, shown(SIDE, "tabled", BEL, "u"), ""),
    (1, n.Initialled(ref("t"), BEL, TREATY_HASH), ""),
    (1, n.InstrumentChanged(ref("t"), "initialled"), ""),
    (1, n.Sealed("sign:t", ref("sign"), acts.Sign(ref("t"), TREATY_HASH)), ""),
    (1, n.Sealed("press:protest:bel", ref("press"), acts.Press("protest", BEL)), ""),
    (1, n.Sealed("press:protest:bel", ref("press"), None), ""),
    (1, said("threaten", BEL, acts.Threaten(M1, ADA, Demand("refrain", "protest", BEL), "sanctions", 1, 3)), ""),
    (1, n.Threatened(ref("threaten"), BEL, ADA, Demand("refrain", "protest", BEL), "sanctions", 1, 3, False), ""),
    (1, n.Threatened(ref("threat"), BEL, ADA, Demand("end", "sanctions", BEL), "force", 3, 2, True), ""),
    (1, n.ThreatEnded(ref("threat"), BEL, ADA, "backed-down"), ""),
    (1, n.WalkedOut(BEL, M1), ""),
    (1, n.ChannelChanged(B1, "left", BEL), ""),
]  # fmt: skip
RESOLVE: list[Told] = [
    (2, n.ChannelChanged(M1, "closed"), ""),
    (2, n.ConcernsNamed(BEL, (TOLL, BRIDGE)), ""),
    (2, n.DialMoved("trust", 3, 45, n.Cause("contact-meeting"), BEL, ADA), ""),
    (2, n.DialMoved("trust", -1, 44, n.Cause("decay"), BEL, ADA), ""),
    (2, n.DialMoved("marks", 2, 2, n.Cause("confirmed", BEL), ADA, BEL), ""),
    (2, n.DialMoved("grievance", 5, 5, n.Cause("pressure", BEL), ADA, BEL), ""),
    (2, n.Minutes((ADA, BEL), ((BEL, acts.Offer(M1, BOTH)),), "leaked", "back-channel", ref("minutes")), ""),
    (2, n.Disavowed(BEL, ref("minutes")), ""),
    (2, n.Pressed("sanctions", ADA, 2, BEL, ref("sanctions")), ""),
    (2, n.Pressed("covert", ADA, 1, None, ref("covert")), ""),
    (2, n.Attributed(ref("covert"), BEL, ADA), ""),
    (2, n.CovertReported(ref("mine"), "spilled"), ""),
    (2, n.PressureEnded("force", BEL, ADA), ""),
    (2, n.Judged(ADA, BEL, True), ""),
    (2, n.DemarcheHeld(BEL, 4), ""),
    (2, n.Voiced(ref("t"), BEL, "objected"), ""),
    (2, n.InstrumentChanged(ref("t"), "signed"), ""),
    (2, n.RatificationFailed(ref("t"), BEL, "low"), ""),
    (2, n.InstrumentChanged(ref("t"), "in-force"), ""),
    (2, n.Imposed(ref("t"), (BEL,), (1,)), ""),
    (2, n.IssueClosed(BRIDGE, TOGETHER, ref("t")), ""),
    (2, n.IssueReopened(BRIDGE), ""),
    (2, n.ClauseReported(ref("t"), 1, ADA, "breached"), ""),
    (2, n.RemedyOpened("cure", ref("t"), 1, BEL, ADA, 4), ""),
    (2, n.RemedyOpened("arbitration", ref("t"), 1, BEL, ADA, 3), ""),
    (2, n.RemedyOpened("guarantee", ref("t"), 1, BEL, ADA, 4), ""),
    (2, n.RemedyEnded("cure", ref("t"), 1, BEL, ADA, "uncured"), ""),
    (2, n.RemedyEnded("arbitration", ref("t"), 1, BEL, ADA, "awarded", 3), ""),
    (2, n.RemedyEnded("guarantee", ref("t"), 1, BEL, ADA, "failed"), ""),
    (2, n.DialMoved("tension", 2, 22, TIDE), ""),
    (2, n.DialMoved("tension", 5, 27, n.Cause("pressure", BEL)), ""),
    (2, n.DialMoved("stall", 1, 1, n.Cause("no-progress")), ""),
    (2, n.DialMoved("strain", 2, 2, n.Cause("sanctions", BEL), ADA), ""),
    (2, n.DialMoved("home", -2, 58, n.Cause("ratification-failed"), ADA), ""),
    (2, n.DialMoved("batna", -1, 49, n.Cause("drift"), ADA), ""),
    (2, n.Injected("rain", "It begins to rain"), ""),
    (2, n.Papers("inject-rain", "It begins to rain", "The river rises.\n"), ""),
    (2, n.Accident("A teapot slips"), ""),
    (2, n.RecessBegan(3), ""),
    (2, n.InstitutionStands(BOARD, 3, (ADA, BEL), ref("t")), ""),
    (2, n.InstitutionEnded(BOARD), ""),
    (2, n.InsightGained(BEL, 5, (TOLL, BRIDGE), (n.IssuePreference(TOLL, (FREE, SHARED)),), RED, 45), ""),
    (2, dawn(2, 27), ""),
    (2, n.Papers("bulletin-2-ada", "Your adviser, 2 June", "Take an umbrella."), ""),
]  # fmt: skip
DEAL = n.Deal(BOTH, (65, 65))
LIES = (n.LieTold(ref("tellb"), BEL, MOST, True), n.LieTold(ref("tell"), ADA, NEVER, False))
END: list[Told] = [
    (2, n.DialMoved("tension", 73, 100, n.Cause("pressure", BEL)), ""),
    (2, n.Ended("partial", 2, 27, (
        n.NationScore(BEL, 612, 60, 400, 55), n.NationScore(ADA, 701, 65, 555, 58, ("nash-gold",))), 88, ""), ""),
    (2, n.Papers("debrief", "What really happened", "# What really happened\n\nTea was had."), ""),
    (2, n.Papers("sources", "Sources", "None."), ""),
    (2, n.Debrief((ADA, BEL), (n.DebriefSheet(ADA, "ada-first", SHEET, 50, 49, RED, 60, 8),), 9, 2,
        (DEAL,), DEAL, n.Deal(package({"toll": "free"}), (25, 60)), BOTH, LIES), ""),
    (2, n.OrderGiven("umpire", "end"), ""),
    (2, n.NamesOpened((n.NameOpened(ADA, "Anna"), n.NameOpened(BEL, "Bella"))), ""),
    (2, n.LegacyLeft(Legacy(
        (CrisisPlayed("teatime", "Tea at the Toll Bridge"),), (NationLegacy(ADA, 42, 1), NationLegacy(BEL, 55)),
        (), (Tag("frozen", "teatime"), Tag("peacemaker", "teatime", BEL)))), ""),
]  # fmt: skip
STORY: list[Told] = [*MUSTER, *TALKS, *RESOLVE, *END]


def scene_for(me: NationId | None = ADA) -> Scene:
    """A scene in which nothing has been heard."""
    return Scene(PACK, View.of(me, TEATIME), Handles(PACK))


def hearing(story: Iterable[Told]) -> Iterable[Heard]:
    """The story as deliveries."""
    for cursor, (turn, notice, words) in enumerate(story, 1):
        yield Heard(MatchId("mmmmmmmmmmmmmmmm"), cursor, turn, 1_999_999_000 + cursor, notice, words)


def lines_of(scene: Scene, story: Iterable[Told] = STORY) -> list[str]:
    """What a teller tells of the story."""
    teller, lines = Teller(scene), []
    for heard in hearing(story):
        scene.view.hear(heard)
        lines += teller.hear(heard)
    return lines


def told_so_far() -> Scene:
    """Ada's scene in the middle of the first turn's talks, with something of every kind."""
    scene = scene_for()
    lines_of(scene, [*MUSTER, *(told for told in TALKS if not isinstance(told[1], n.WalkedOut))])
    return scene
