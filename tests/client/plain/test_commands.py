"""The table of commands: every act has one, every example is understood, mistakes are met with help."""

from __future__ import annotations

import contextlib
import re

import pytest

from detente_client.commands import deeds
from detente_client.commands.catalogue import BY_NAME, TABLE, completions, example, find, understand
from detente_client.commands.grammar import Command
from detente_client.commands.slots import Here, nations
from detente_client.describe.told import Scene
from detente_client.words.language import Misunderstood, meant, split
from detente_wire import acts
from detente_wire.messages import Exposure, Points, Ratify, Validate
from detente_wire.notices import Invited
from detente_wire.terms import (
    PUBLIC,
    Choice,
    Claim,
    Demand,
    MediumId,
    Promise,
    Protocol,
    VenueId,
    package,
    package_hash,
)
from tests.client.plain import story
from tests.client.plain.story import (
    ADA,
    BEL,
    BOARD,
    BOTH,
    BRIDGE,
    FREE,
    M1,
    NOTE,
    SHARED,
    TOGETHER,
    TOLL,
    TREATY_HASH,
    ref,
    told_so_far,
)


@pytest.fixture(scope="module")
def here() -> Here:
    """Ada at the table, with something of every kind before her."""
    return Here(told_so_far(), M1)


def act_of(here: Here, line: str) -> acts.Act:
    """The act that a line does, at once or after a yes."""
    deed = understand(here, line)
    deed = deed.do if isinstance(deed, deeds.Confirm) else deed
    assert isinstance(deed, deeds.Do), deed
    return deed.act


MEETING, DOOR, MILL = MediumId("meeting"), MediumId("channel"), VenueId("mill")

LINES: list[tuple[str, acts.Act]] = [
    ("/meet bel via meeting at mill paying", acts.Invite(MEETING, (BEL,), MILL, None, True)),
    ("/backchannel bel", acts.Invite(DOOR, (BEL,))),
    ("/decline m1", acts.Decline(M1)),
    ("/leave", acts.Leave(M1)),
    ("/walkout", acts.WalkOut(M1)),
    ("/recess 3", acts.Recess(M1, 3)),
    ("/convene board hearing bel", acts.Invite(MEETING, (BEL,), institution=BOARD)),
    ("/motion agenda toll", acts.Motion(M1, "agenda", issue=TOLL)),
    ("/motion recess 3 in m1", acts.Motion(M1, "recess", until_turn=3)),
    ("/motion recommend t1", acts.Motion(M1, "recommend", ref=ref("t"), hash=TREATY_HASH)),
    ("/motion administer t1 2", acts.Motion(M1, "administer", ref=ref("t"), clause=2)),
    ("/move sanction bel", acts.Motion(M1, "sanction", nation=BEL)),
    ("/motion rescind mo1", acts.Motion(M1, "rescind", ref=ref("motion"))),
    ("/motion adjourn", acts.Motion(M1, "adjourn")),
    ("/second", acts.Second(ref("motionc"))),
    ("/second mo3", acts.Second(ref("motionc"))),
    ("/vote mo1 no", acts.Vote(ref("motion"), "no")),
    ("/say : Good day", acts.Say(M1)),
    ("Good day", acts.Say(M1)),
    ("/aside bel : Psst", acts.Say(M1, (BEL,))),
    ("/offer 1=3 toll=shared : ours", acts.Offer(M1, BOTH)),
    ("/offer bridge=together in public", acts.Offer(PUBLIC, package({"bridge": "together"}))),
    ("/accept o1", acts.Accept(ref("offer"), package_hash(BOTH))),
    ("/accept l1", acts.Accept(ref("letter"), package_hash(BOTH))),
    ("/accept m1", acts.Join(M1)),
    ("/accept e1", acts.Answer(ref("dinner"), "open")),
    ("/reject o1 red-line", acts.Reject(ref("offer"), "red-line")),
    ("/ask bel the-toll", acts.Ask(M1, BEL, TOLL)),
    ("/tell least toll", acts.Tell(M1, Claim("least", TOLL))),
    ("/answer q1 most bridge", acts.Tell(M1, Claim("most", BRIDGE), ref("ask"))),
    ("/answer e1 guarded", acts.Answer(ref("dinner"), "guarded")),
    ("/restate bel prefer toll=shared over free", acts.Restate(M1, BEL, Claim("prefers", TOLL, SHARED, FREE))),
    ("/confirm r1", acts.Confirm(ref("restate"))),
    ("/correct r1 never bridge=together", acts.Correct(ref("restate"), Claim("impossible", BRIDGE, TOGETHER))),
    ("/withdraw s1", acts.Withdraw(ref("sign"))),
    ("/letter bel about toll re l1 offer 2=3 : Dear Bel",
     acts.Send(NOTE, (BEL,), TOLL, ref("letter"), package({"toll": "shared"}))),
    ("/letter bel demand refrain protest bel or sanctions 2 by 4",
     acts.Send(NOTE, (BEL,), demand=Demand("refrain", "protest", BEL), tool="sanctions", level=2, by_turn=4)),
    ("/letter bel pledge sign t1 by 4",
     acts.Send(NOTE, (BEL,), promise=Promise("sign", hash=TREATY_HASH, by_turn=4))),
    ("/forward l1 to bel as 2=1", acts.Forward(ref("letter"), NOTE, (BEL,), package({"toll": "free"}))),
    ("/quote l1 in m1 : As you wrote", acts.Quote(M1, ref("letter"))),
    ("/quote l1 as 2=1 in m1", acts.Quote(M1, ref("letter"), package({"toll": "free"}))),
    ("/publish t1", acts.Publish(ref("t"))),
    ("/publish l1", acts.Publish(ref("letter"))),
    ("/disavow o1", acts.Disavow(ref("offer"))),
    ("/denounce lie1", acts.Denounce(ref("tellb"))),
    ("/dine bel toll=shared over free", acts.Engage("dinner", (BEL,), TOLL, SHARED, FREE)),
    ("/tour bel", acts.Engage("tour", (BEL,))),
    ("/gesture bel", acts.Engage("gesture", (BEL,))),
    ("/meet bel via meeting as-equals", acts.Invite(MEETING, (BEL,), protocol=Protocol())),
    ("/meet bel via meeting under ada through bel",
     acts.Invite(MEETING, (BEL,), go_between=BEL, protocol=Protocol(ADA))),
    ("/reception bel hint toll=free", acts.Engage("reception", (BEL,), hint=Choice(TOLL, FREE))),
    ("/hunt bel", acts.Engage("sport", (BEL,))),
    ("/walk bel", acts.Engage("walk", (BEL,))),
    ("/refer e2 1=3 2=shared", acts.AdReferendum(ref("walk"), BOTH)),
    ("/study bel o1", acts.JointStudy(BEL, BOTH)),
    ("/study bel e2", acts.JointStudy(BEL, BOTH)),
    ("/study bel 1=3 2=shared", acts.JointStudy(BEL, BOTH)),
    ("/study js1", acts.JointStudy(BEL, BOTH)),
    ("/accept js1", acts.JointStudy(BEL, BOTH)),
    ("/appeal bel standstill", acts.Appeal(BEL, "standstill")),
    ("/appeal bel vote", acts.Appeal(BEL, "procedural-vote")),
    ("/grant ap1", acts.Grant(ref("ap"))),
    ("/accept ap1", acts.Grant(ref("ap"))),
    ("/decline ap1", acts.Reject(ref("ap"))),
    ("/reject js1", acts.Reject(ref("js"))),
    ("/table t1 in m1", acts.Table(ref("t"), M1)),
    (f"/initial t1 {TREATY_HASH[:8]}", acts.Initial(ref("t"), TREATY_HASH)),
    ("/sign t1", acts.Sign(ref("t"), TREATY_HASH)),
    ("/endorse t1", acts.Endorse(ref("t"), TREATY_HASH)),
    ("/object t1", acts.Object(ref("t"), TREATY_HASH)),
    ("/sell", acts.SellAtHome()),
    ("/keep t1 1 delay", acts.Keep(ref("t"), 1, "delay")),
    ("/suspend t1 2", acts.Suspend(ref("t"), 2)),
    ("/cure t1 2", acts.Cure(ref("t"), 2)),
    ("/arbitrate t1 1", acts.Arbitrate(ref("t"), 1)),
    ("/terminate t1", acts.Terminate(ref("t"))),
    ("/press embargo bel", acts.Press("sanctions", BEL, 3)),
    ("/press sanctions bel 2", acts.Press("sanctions", BEL, 2)),
    ("/press force 2 bel", acts.Press("force", BEL, 2)),
    ("/lift bel", acts.Lift("sanctions", BEL)),
    ("/standdown", acts.StandDown()),
    ("/demarche bel", acts.Demarche(BEL)),
    ("/pledge public never toll=free", acts.Pledge(M1, Promise("never", TOLL, FREE), True)),
    ("/pledge no-tool bel protest until 4", acts.Pledge(M1, Promise("no-tool", nation=BEL, tool="protest", by_turn=4))),
    ("/threaten bel end sanctions against ada with blockade by 3",
     acts.Threaten(M1, BEL, Demand("end", "sanctions", ADA), "force", 3, 3)),
    ("/yield th1", acts.AnswerThreat(ref("threaten"), "yield")),
    ("/firm th1", acts.AnswerThreat(ref("threaten"), "firm")),
    ("/carryout th1", acts.SettleThreat(ref("threaten"), "carry-out")),
    ("/backdown th1", acts.SettleThreat(ref("threaten"), "back-down")),
    ("/concerns toll bridge", acts.Concerns((TOLL, BRIDGE))),
    ("/instruct firm avoid bel", acts.Instruct("firm", (BEL,))),
    ("/honour bel bel", acts.Honour(BEL, BEL)),
    ("/ready", acts.Ready()),
    ("/poll extend", acts.Poll("extend")),
    ("/poll replace bel no", acts.Poll("replace", BEL, False)),
    ("/excuse 2", acts.Excuse(2)),
]  # fmt: skip


@pytest.mark.parametrize(("line", "act"), LINES, ids=[line for line, _ in LINES])
def test_a_line_does_its_act(here: Here, line: str, act: acts.Act) -> None:
    """What is typed is what is done."""
    assert act_of(here, line) == act


GUESSED = [
    ("/restate c2", "/restate bel prefer toll=shared over free"),
    ("/tell bridge most", "/tell most bridge"),
    ("/restate bel prefer shared over free", "/restate bel prefer toll=shared over free"),
    ("/offer together shared", "/offer 1=3 toll=shared"),
    ("/initial", "/initial t2"),
    ("/counter o1 2=1", "/offer bridge=together toll=free in m1"),
    ("/counter o1 drop toll", "/offer bridge=together in m1"),
    ("/draft treaty o1 with bel", "/draft treaty bridge=together toll=shared with bel"),
    ("/check o1", "/check bridge=together toll=shared"),
]


@pytest.mark.parametrize(("guess", "same"), GUESSED, ids=[guess for guess, _ in GUESSED])
def test_what_a_newcomer_guesses(here: Here, guess: str, same: str) -> None:
    """Another way of writing a command means the same."""
    done, meant = understand(here, guess), understand(here, same)
    if isinstance(done, deeds.Inquire):
        assert isinstance(meant, deeds.Inquire)
        assert done.question == meant.question
    else:
        assert act_of(here, guess) == act_of(here, same)


def test_who_is_in_the_room_already_only_speaks_there(here: Here) -> None:
    """Asking for a talk that is open, or joining it again, chooses it."""
    assert understand(here, "/meet bel") == deeds.Select(M1)
    assert understand(here, "/join m1") == deeds.Select(M1)
    here.scene.view.channels[M1].open = False
    assert act_of(here, "/join m1 disputing") == acts.Join(M1, True)
    here.scene.view.channels[M1].open = True


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/dine bel", "as in /dine bel bridge="),
        ("/restate bell most toll", "It can be bel"),
        ("/restate c99", "There is no c99 here"),
        ("/restate c1", "says back the claim c1 of another"),
        ("/restate bel", "says back the claim c1 of another"),
        ("/answer q1 toll", "A claim is: most ISSUE"),
        ("/counter o1", "name what you would change"),
        ("/draft", "/draft o1 writes an offer down"),
    ],
)
def test_a_line_that_fails_says_what_would_do(here: Here, line: str, said: str) -> None:
    """With an example in the words of the crisis."""
    with pytest.raises(Misunderstood, match=said):
        understand(here, line)


def test_texts_are_drafted_as_typed(here: Here) -> None:
    """Kind, choices, parties, secrecy and terms; side clauses; standstills; amendments."""
    draft = act_of(here, "/draft plan 1=3 2=3 with bel secret lasting 4 monitor bel entry n-ratify 2")
    assert isinstance(draft, acts.Draft)
    text = draft.text
    assert (text.kind, text.parties, text.secret, text.duration) == ("plan", (ADA, BEL), True, 4)
    assert (text.monitor, text.entry, text.entry_number) == (BEL, "n-ratify", 2)
    assert [clause.option for clause in text.clauses] == [TOGETHER, SHARED]
    still = act_of(here, "/standstill with bel turns 3")
    assert isinstance(still, acts.Draft)
    assert (still.text.kind, still.text.entry, still.text.duration) == ("standstill", "signature", 3)
    assert [clause.actor for clause in still.text.clauses] == [ADA, BEL]
    amended = act_of(here, "/amend t1 toll=free drop bridge")
    assert isinstance(amended, acts.Amend)
    assert [(clause.issue, clause.option) for clause in amended.text.clauses] == [(TOLL, "free")]
    longer = act_of(
        here, "/clause t1 consultation by bel for me about the old planks at the mill due 4 verified bel"
    )
    assert isinstance(longer, acts.Amend)
    last = longer.text.clauses[-1]
    assert (last.type, last.actor, last.beneficiary, last.by_turn) == ("consultation", BEL, ADA, 4)
    assert (last.object, last.place, last.verify) == ("the old planks", "the mill", BEL)
    shorter = act_of(here, "/strike t1 1")
    assert isinstance(shorter, acts.Amend)
    assert len(shorter.text.clauses) == 1


def test_every_act_has_a_command(here: Here) -> None:
    """No act of the game is out of a player's reach."""
    reached = {type(act) for _, act in LINES}
    reached |= {type(act_of(here, line)) for line in ("/draft 1=3", "/amend t1 secret", "/assure 1=3")}
    assert reached == set(acts.ACTS.values())


LEDGERS = [
    ("/ledger", "Tension"),
    ("/ledger bel", "trust"),
    ("/ledger bel trust", "trust"),
    ("/ledger envoys", "envoys"),
    ("/ledger tension turn 2", "Tension"),
]


@pytest.mark.parametrize(("line", "about"), LEDGERS, ids=[line for line, _ in LEDGERS])
def test_the_ledger_of_a_nation_a_pair_a_dial(line: str, about: str) -> None:
    """Every line says what moved, to what, and why; of one dial nothing else is told."""
    scene = story.scene_for(ADA)
    story.lines_of(scene)
    page = understand(Here(scene), line)
    assert isinstance(page, deeds.Show)
    heads = [row for row in page.lines if row.startswith("By turn ")]
    rows = [row for row in page.lines if row not in heads]
    assert heads
    assert any(about in row for row in rows)
    assert len(line.split()) < 3 or all(about in row for row in rows)


def test_a_ledger_without_a_line_says_so(here: Here) -> None:
    """What has not moved, as far as one knows."""
    page = understand(here, "/ledger bel word turn 9")
    assert isinstance(page, deeds.Show)
    assert page.lines == ("As far as you know, nothing had moved Bel's word by turn 9.",)


@pytest.mark.parametrize("command", TABLE, ids=lambda command: command.name)
def test_every_example_is_understood(here: Here, command: Command) -> None:
    """Help that cannot be typed is no help."""
    line = example(here.scene, command)
    assert split(line).command == command.name
    assert understand(here, line) is not None


@pytest.mark.parametrize("command", TABLE, ids=lambda command: command.name)
def test_every_command_explains_itself(here: Here, command: Command) -> None:
    """A usage line, a sentence, an example."""
    deed = understand(here, f"/help {command.name}")
    assert isinstance(deed, deeds.Show)
    assert deed.lines[0].startswith(f"/{command.name}")
    assert deed.lines[1].endswith(".")
    assert deed.lines[-1].startswith("Example: /")


def test_names_are_unique() -> None:
    """No name means two commands."""
    assert len(BY_NAME) == sum(1 + len(command.aliases) for command in TABLE)


MISTAKES = [
    ("/foo", "There is no command /foo."),
    ("/ofer 1=1", "Did you mean /offer?"),
    ("/ask bel tol1", "Did you mean toll?"),
    ("/ask cleo toll", "There is no nation cleo."),
    ("/offer toll=fre toll=fees", "no option of toll fees"),
    ("/offer nonsense", "Write issue=option, as in bridge=ada-mends."),
    ("/accept q1", "q1 is a question; this takes"),
    ("/accept o9", "The latest: o1, o2, o3."),
    ("/press nukes bel", "There is no tool nukes."),
    ("/recess soon", "soon is not a number here"),
    ("/keep t1 1 maybe", "It is written: /keep TEXT CLAUSE comply|delay|cheat"),
    ("/sign t1 00000000", "The hash of t1 begins"),
    ("/tell perhaps", "A claim is: most ISSUE"),
    ("/threaten bel end sanctions with force by 3", "Name the nation too"),
    ("/who sheet", "Nobody would see that"),
    ("/p", "could be"),
    ("/strike t1 9", "t1 has clauses 1 to 2."),
    ("/ready now", "I do not know what to do with now."),
    ("/ask", "NATION is missing."),
    ("/excuse 99", "99 does not fit here: turns is 5 at most. /help excuse explains it."),
    ("/excuse 0", "0 does not fit here: turns is 1 at least."),
]


@pytest.mark.parametrize("command", TABLE, ids=[command.name for command in TABLE])
@pytest.mark.parametrize("number", ["0", "999", "1000000"])
def test_no_number_ends_the_client(here: Here, command: Command, number: str) -> None:
    """Whatever is typed in a number's place, it is done or explained."""
    line = example(here.scene, command)
    for typed in (re.sub(r"(?<!\w)\d+(?!\w)", number, line), f"{line.partition(' : ')[0]} {number}"):
        with contextlib.suppress(Misunderstood):
            understand(here, typed)


@pytest.mark.parametrize(("line", "help_given"), MISTAKES, ids=[line for line, _ in MISTAKES])
def test_mistakes_are_met_with_help(here: Here, line: str, help_given: str) -> None:
    """What is wrong, and what would do."""
    with pytest.raises(Misunderstood) as caught:
        understand(here, line)
    assert help_given in str(caught.value)


def test_signing_shows_the_exact_text_first(here: Here) -> None:
    """Without the hash a signature waits for a yes behind the canonical words; with it, none is needed."""
    deed = understand(here, "/sign t1")
    assert isinstance(deed, deeds.Confirm)
    assert "treaty between ada, bel" in deed.lines
    assert f"Hash {TREATY_HASH}" in deed.lines
    assert isinstance(understand(here, f"/sign t1 {TREATY_HASH}"), deeds.Do)


def test_questions_to_the_server(here: Here) -> None:
    """Points, the validator, the whips and who would see ask about what is meant."""
    asked = {}
    for line in (
        "/points o1",
        "/points t1",
        "/check t1",
        "/check 1=3 with bel",
        "/whips 1=3",
        "/who offer 1=3",
        "/who hi",
    ):
        deed = understand(here, line)
        assert isinstance(deed, deeds.Inquire)
        asked[line] = deed.question
    assert asked["/points o1"] == asked["/points t1"] == Points(BOTH)
    assert isinstance(asked["/check t1"], Validate)
    assert isinstance(asked["/whips 1=3"], Ratify)
    assert asked["/who hi"] == Exposure(acts.Say(M1))
    assert asked["/who offer 1=3"] == Exposure(acts.Offer(M1, package({"bridge": "together"})))


COMPLETED = [
    ("/of", ["/offer ", "/offers "]),
    ("/ask b", ["bel"]),
    ("/ask bel t", ["toll"]),
    ("/offer br", ["bridge="]),
    ("/offer bridge=t", ["bridge=together"]),
    ("/accept o", ["o3"]),
    ("/sign t", ["t2", "t1"]),
    ("/restate c", ["c2"]),
    ("/in ", ["m1", "b1", "public"]),
    ("/meet bel at ", ["mill"]),
    ("/press bl", ["blockade"]),
    ("/who off", ["offer ", "offers "]),
    ("/who offer toll=s", ["toll=shared"]),
    ("/help sh", ["sheet"]),
    ("/letter bel about toll : Dear B", []),
    ("Good mor", []),
]


@pytest.mark.parametrize(("typed", "found"), COMPLETED, ids=[typed for typed, _ in COMPLETED])
def test_completion(here: Here, typed: str, found: list[str]) -> None:
    """Tab knows commands, nations, issues, options, channels and things."""
    assert completions(here, typed) == found


ODD = [
    "/", "/ ", "//", "/offer =", "/offer 1=", "/offer =1", '/ask "', "/letter", "/tell most", "/answer q1",
    "/pledge sign", "/dine bel", "/draft nothing", "/clause t1", "/who /who", "/last x", "/in zz", "/help zz",
    "/threaten", "/amend t1 drop", "/forward l1 to", "/wait 5", "/wait turn 5", "/rules xx", "/papers zz",
]  # fmt: skip


def test_any_line_is_met_with_sense(here: Here) -> None:
    """Odd input is a deed or a helpful error, never anything else."""
    for line in ODD:
        with contextlib.suppress(Misunderstood):
            understand(here, line)
        assert completions(here, line) is not None


def test_unique_beginnings_and_titles() -> None:
    """A nation, issue or option goes by number, id, title or the beginning of either."""
    here = Here(told_so_far())
    for word in ("bel", "BEL", "b", "Bel", "1"):
        assert meant(word, nations(here), "nation") == BEL
    assert find("she").name == "sheet"


@pytest.mark.parametrize(
    "command", [c for c in TABLE if c.group == "Looking"], ids=lambda command: command.name
)
def test_pages_have_something_to_say(command: Command) -> None:
    """Every page is there before the match, in it, and for who only watches."""
    scenes: list[Scene] = [told_so_far()]
    for scene in scenes:
        deed = understand(Here(scene, M1), example(scene, command))
        assert isinstance(deed, deeds.Show)
        assert deed.lines
        assert all(deed.lines)


def test_who_is_invited_is_told_the_way_in() -> None:
    """Speaking before joining is a newcomer's first stumble."""
    scene = story.scene_for()
    story.lines_of(scene, [*story.MUSTER, (1, Invited(M1, MediumId("meeting"), BEL, (ADA, BEL)), "")])
    with pytest.raises(Misunderstood, match="You are invited to one: /join m1"):
        understand(Here(scene), "/ask bel toll")
