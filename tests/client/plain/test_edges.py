"""What is told where it is easily told wrongly: to who watches, after the end, of what was taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from detente_client.bargaining.texts import text_row
from detente_client.commands import deeds
from detente_client.commands.asking import foreseen
from detente_client.commands.catalogue import completions, understand
from detente_client.commands.files import paper_lines
from detente_client.commands.hints import suggestions
from detente_client.commands.slots import Here
from detente_client.commands.waiting import waiting_lines
from detente_client.delegation.clock import TurnClock
from detente_client.describe import describe
from detente_client.describe.spoken import sentence
from detente_client.describe.told import Scene
from detente_client.plain.sitting import LineSitting
from detente_client.sessions.table import HeardEvent
from detente_client.standing.ahead import ahead
from detente_client.standing.pages import nation_lines
from detente_client.words.language import Candidate, Misunderstood, meant
from detente_wire import acts
from detente_wire import notices as n
from detente_wire.messages import ExposureAnswer, Heard, MatchId
from detente_wire.terms import ChannelId, MediumId, NationId, Promise, Ref
from tests.client.plain import story
from tests.client.plain.story import ADA, BEL, M1, ref, told_so_far
from tests.client.plain.test_person import sat


def tell(scene: Scene, notice: n.Notice) -> str:
    """One more notice of the first turn, told."""
    heard = Heard(MatchId("mmmmmmmmmmmmmmmm"), scene.view.cursor + 1, 1, 1_999_999_999, notice, "")
    scene.view.hear(heard)
    scene.handles.hear(heard)
    return " ".join(describe(scene, heard).lines)


def shown(line: str, scene: Scene) -> str:
    """What a line shows."""
    page = understand(Here(scene, M1), line)
    assert isinstance(page, deeds.Show)
    return " ".join(page.lines)


def watching() -> Scene:
    """Nobody's scene of the same talks."""
    scene = story.scene_for(None)
    story.lines_of(scene, [*story.MUSTER, *story.TALKS])
    return scene


def ended() -> Scene:
    """Ada's scene after the whole story."""
    scene = story.scene_for(ADA)
    story.lines_of(scene)
    assert scene.view.ended is not None
    return scene


@pytest.mark.parametrize("line", ["/second mo1", "/vote mo1 yes"])
def test_a_motion_that_was_taken_back_is_answered_with_a_sentence(line: str) -> None:
    scene = told_so_far()
    moved = scene.handles.find("mo1")
    assert moved is not None
    tell(scene, n.Said(ref("back"), M1, moved.by or BEL, acts.Withdraw(Ref(moved.ref))))
    with pytest.raises(Misunderstood, match="mo1 was taken back"):
        understand(Here(scene, M1), line)


def test_who_acts_for_another_is_not_told_of_as_you() -> None:
    scene = told_so_far()
    assert sentence(scene, BEL, acts.StandDown()) == "Bel stands down its show of force."
    assert sentence(scene, ADA, acts.StandDown()) == "You stand down your show of force."
    assert sentence(scene, BEL, acts.Concerns((story.TOLL,))) == "Bel names as its concerns: The toll."


def test_a_pledge_to_sign_names_the_text_and_one_to_lift_is_anybodys() -> None:
    scene = ended()
    seen = next(iter(scene.view.instruments.values()))
    name = scene.handles.name(seen.ref, "text")
    assert scene.promise(Promise("sign", hash=seen.hash, by_turn=3)) == f"to sign or endorse {name} by turn 3"
    said = sentence(scene, ADA, acts.Pledge(M1, Promise("lift", nation=BEL, tool="sanctions")))
    assert "to lift sanctions against Bel" in said


def test_a_remedy_says_once_by_when() -> None:
    scene = told_so_far()
    text = story.shown(story.TREATY, "in-force", BEL)
    tell(scene, text)
    tell(scene, n.RemedyOpened("cure", text.ref, 1, BEL, ADA, 4))
    state = text_row(scene, scene.view.instruments[text.ref]).state
    assert [said.count("by turn 4") for said in state if "demands" in said] == [1]


def test_the_signature_is_proposed_to_parties_alone() -> None:
    for scene, proposed in ((told_so_far(), True), (watching(), False)):
        text = story.shown(story.TREATY, "tabled", BEL)
        tell(scene, text)
        assert ("/sign" in tell(scene, n.InstrumentChanged(text.ref, "initialled"))) is proposed


def test_who_watches_is_asked_for_nothing() -> None:
    assert waiting_lines(watching()) == ["You hold no seat: nothing waits for you."]


def test_after_the_end_nothing_waits_nothing_comes_no_clock_runs() -> None:
    scene = ended()
    assert waiting_lines(scene) == ["The match is over: nothing waits for you."]
    assert ahead(scene) == []
    assert TurnClock(scene.view, lambda line: None, lambda: 0.0).line() == "The match is over: no clock runs."


def test_trust_is_told_before_the_first_turn() -> None:
    scene = story.scene_for(ADA)
    assert not [line for line in nation_lines(scene, BEL) if "?" in line]


def test_a_demarche_is_seen_only_if_it_is_held() -> None:
    scene, answer = told_so_far(), ExposureAnswer(sees=(BEL,), public=True, sealed=True)
    told = " ".join(foreseen(scene, answer, acts.Demarche(BEL)))
    assert "If all others name the same nation, everybody sees it then" in told
    assert "Then everybody sees it" not in told
    assert "Then everybody sees it." in " ".join(foreseen(scene, answer, acts.Press("protest", BEL, 1)))


def test_a_word_that_was_left_out_is_asked_for() -> None:
    with pytest.raises(Misunderstood, match="Name the nation: it can be ada or bel"):
        meant("", [Candidate("ada"), Candidate("bel")], "nation")


def test_a_paper_that_is_not_there_is_said() -> None:
    assert (
        paper_lines(told_so_far(), "treasure map")[0] == "No paper is called treasure map. There are these:"
    )


def test_who_gave_his_seat_away_is_proposed_no_act() -> None:
    here = Here(told_so_far(), M1)
    assert "/offer " in completions(here, "/off")
    assert "/offer " not in completions(evolve(here, left=True), "/off")


def test_what_a_short_name_means_is_said_in_the_clients_words() -> None:
    glosses = {one.word: one.gloss for one in suggestions(Here(told_so_far(), M1), "/read o")}
    assert glosses["o1"].endswith(" offer")


async def test_a_yes_of_an_earlier_turn_does_nothing() -> None:
    sitting = await sat("/wait turn 1", "/draft treaty 1=1", "/initial t1", "/ready", "/wait turn 2", "/yes")
    assert "That was put before you in an earlier turn" in sitting.text


async def test_a_file_whose_name_is_too_long_is_said() -> None:
    sitting = await sat("/wait turn 1", f"/export {'a' * 300}")
    assert "cannot be written" in sitting.text


async def test_one_is_sent_only_where_one_does_not_speak_already() -> None:
    sitting = await sat("/wait turn 1", "/meet gbr", "/wait 2", "/wait channel 2")
    assert "m1 is open" in sitting.text
    assert "Speak there with /in" not in sitting.text
    delegation, other = sitting.session.delegation, ChannelId("oooooooooooooooo")
    opened = n.ChannelOpened(other, MediumId("round"), "meeting", (NationId("prc"), NationId("hkg")))
    heard = Heard(delegation.table.match, delegation.table.view.cursor + 1, 1, 1_999_999_999, opened, "")
    delegation.table.view.hear(heard)
    delegation.hear(HeardEvent(heard))
    assert sitting.session.delegation.transcript.entries[-1].lines[-1] == "Speak there with /in m3."


def test_the_line_mode_says_what_is_wrong_in_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path))
    from detente_client.settings import settings_file

    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text("colour = true\n", encoding="utf-8")
    with LineSitting.opened():
        pass
    assert "there is no setting colour" in capsys.readouterr().out


def test_a_walk_is_followed_up_by_who_took_it() -> None:
    told = {me: " ".join(story.lines_of(story.scene_for(me))) for me in (ADA, None)}
    assert "/refer e2" in told[ADA]
    assert "/refer" not in told[None]
