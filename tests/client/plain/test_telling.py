"""What a viewer is told: every kind of notice, as a transcript that is read like a story.

The golden files are written anew by running this module: ``python -m tests.client.plain.test_telling``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from attrs import evolve

from detente_client.describe import DESCRIBERS, describe
from detente_client.describe.telling import Teller
from detente_client.printer import Printer
from detente_wire.acts import ACTS, Accept, Ask, Offer, Reject, Tell
from detente_wire.messages import Heard, MatchId, Unknown
from detente_wire.notices import NOTICES, InstrumentShown, Minutes, Said, SeatChanged, TurnBegan
from detente_wire.seen import ClosedSeen
from detente_wire.terms import NationId, instrument_hash
from tests.client.plain import story
from tests.client.plain.story import ADA, BEL, STORY, TOGETHER, lines_of, ref, scene_for

GOLDENS = Path(__file__).parent / "goldens"
VIEWERS = {"ada": ADA, "bel": BEL, "nobody": None}


def transcript(me: NationId | None) -> str:
    """The story as rows of 80 characters."""
    return "\n".join(Printer(80).rows(lines_of(scene_for(me)))) + "\n"


@pytest.mark.parametrize("viewer", VIEWERS)
def test_transcript(viewer: str) -> None:
    """The same story is told in the same words; a change of words is seen in review."""
    golden = (GOLDENS / f"{viewer}.txt").read_text(encoding="utf-8")
    assert transcript(VIEWERS[viewer]) == golden


def test_every_kind_is_told_and_in_the_story() -> None:
    """No kind of notice is without words, none is left out of the transcript."""
    assert set(DESCRIBERS) == set(NOTICES.values())
    assert {type(notice) for _, notice, _ in STORY} == set(NOTICES.values())


@pytest.mark.parametrize("how", get_args(get_type_hints(Minutes)["how"]))
def test_minutes_are_told_however_they_became_known(how: Any) -> None:
    """Each way has its words; an offer that stood before the viewer came is one that he can answer."""
    scene = scene_for(ADA)
    lines_of(scene, story.MUSTER)
    offer, via = Offer(story.M1, story.BOTH), None if how in ("leaked", "intercepted") else BEL
    notice = Minutes((ADA, BEL), ((BEL, offer),), how, "meeting", ref("z"), via)
    told = " ".join(lines_of(scene, [(1, notice, "")]))
    assert "Bel offers" in told
    assert ("/accept o1" in told) == (how == "joined")


def test_the_words_of_minutes_are_told() -> None:
    """Certified, those that were said; with hearsay, those of who passes it on; with neither, nobody's."""
    offer = Offer(story.M1, story.BOTH)
    for how, by, certified, wanted in (
        ("forwarded", BEL, True, "Ada: Psst."),
        ("quoted", BEL, False, "Bel: Psst."),
        ("intercepted", None, True, "Ada: Psst."),
        ("intercepted", BEL, False, "Bel: Psst."),
        ("leaked", None, True, ""),
    ):
        scene = scene_for(BEL if how == "leaked" else None)
        lines_of(scene, story.MUSTER)
        notice = Minutes((ADA, BEL), ((ADA, offer),), how, "meeting", ref("z"), by, certified)  # type: ignore[arg-type]
        told = lines_of(scene, [(1, notice, "Psst." if wanted else "")])
        assert [line for line in told if "Psst." in line] == ([wanted] if wanted else [])


def test_every_said_act_has_a_sentence() -> None:
    """No act in minutes or seals falls back on its bare name, except those that nobody hears as an act."""
    from detente_client.describe.spoken import SAYINGS

    told_otherwise = {
        "invite", "join", "decline", "leave", "walk-out", "disavow", "denounce", "engage",
        "answer", "ad-referendum", "joint-study", "appeal",
        "grant", "draft", "amend", "suspend", "terminate", "instruct", "honour", "ready", "poll", "excuse",
        "cure", "arbitrate",
    }  # fmt: skip
    assert {kind for kind, act in ACTS.items() if act not in SAYINGS} == told_otherwise


def test_what_is_asked_of_the_viewer_is_marked() -> None:
    """Urgent things begin with ``! ``, for the one who is asked only."""
    asked = [line for line in lines_of(scene_for(ADA)) if "asks you" in line]
    assert all(line.startswith("! ") for line in asked)
    assert asked
    assert not [line for line in lines_of(scene_for(BEL)) if line.startswith("! ") and "You ask" in line]


def test_a_text_is_told_in_full_once() -> None:
    """Shown again unchanged, a text is not read out again."""
    scene = scene_for()
    teller, counts = Teller(scene), []
    for heard in story.hearing(STORY):
        scene.view.hear(heard)
        lines = teller.hear(heard)
        if isinstance(heard.notice, InstrumentShown) and heard.notice.ref == ref("t"):
            counts.append(sum(line[:1].isdigit() for line in lines))
    assert counts == [2, 0]


def test_a_changed_text_and_a_twin_are_told_as_such() -> None:
    """Who has initialled must see that the words are others; who knows the words is spared them."""
    scene, party = scene_for(), (BEL,)
    lines_of(scene, story.MUSTER)
    teller, told = Teller(scene), []
    for name, text in (("t", story.TREATY), ("t", story.SIDE), ("v", story.TREATY), ("w", story.SIDE)):
        shown = InstrumentShown(ref(name), BEL, text, instrument_hash(text), "tabled", party)
        [heard] = story.hearing([(1, shown, "")])
        scene.view.hear(heard)
        told.append(teller.hear(heard))
    assert [lines[0].startswith("! Text t1 has been changed") for lines in told] == [
        False,
        True,
        False,
        False,
    ]
    assert "It is word for word t1." in told[3]
    assert all("Look closer" in lines[-1] for lines in told)


def test_a_player_hears_that_somebody_else_speaks_for_him() -> None:
    """And how to take the seat back."""
    scene = scene_for()
    lines_of(scene, story.MUSTER)
    for holder in ("charge", "minister"):
        [heard] = story.hearing([(1, SeatChanged(ADA, holder), "")])
        told = describe(scene, heard)
        assert told.tone == "urgent"
        assert "takes your seat back" in told.lines[0]


def test_the_end_is_announced_once_everything_is_settled() -> None:
    """Nobody plays on without knowing that the match is about to end."""
    scene = scene_for()
    lines_of(scene)
    begun = next(notice for _, notice, _ in STORY if isinstance(notice, TurnBegan))
    scene.view.closed.update({issue.id: ClosedSeen(TOGETHER, ref("t"), 2) for issue in scene.pack.issues})
    [heard] = story.hearing([(3, evolve(begun, turn=3), "")])
    assert any("Every issue is settled" in line for line in Teller(scene).hear(heard))


def test_an_umpire_is_told_whose_paper_it_is() -> None:
    """What one nation was told speaks of "you"; what several heard names them itself."""
    scene = scene_for(None)
    lines_of(scene, story.MUSTER)
    [heard] = story.hearing([(1, SeatChanged(ADA, "charge"), "")])
    plain = Teller(scene).hear(heard)
    assert Teller(scene).hear(evolve(heard, to=(ADA, BEL))) == plain
    assert Teller(scene).hear(evolve(heard, to=(ADA,))) == [f"(Ada) {line}" for line in plain]


def test_unknown_kinds_are_passed_over() -> None:
    """A newer server's notice is told as nothing."""
    heard = Heard(MatchId("m"), 1, 1, 0, Unknown("fanfare"))
    assert describe(scene_for(), heard).lines == ()


def test_handles_keep_their_meaning() -> None:
    """Names are given in the order of hearing, by kind, and never change."""
    scene = scene_for()
    lines_of(scene)
    names = {thing.name: thing.ref for thing in scene.handles.all()}
    assert names["o1"] == ref("offer")
    assert names["o2"] == ref("offerb")
    assert names["q1"] == ref("ask")
    assert names["l2"] == ref("letterb")
    assert scene.handles.spell(f"There is nothing called {ref('offer')}.") == "There is nothing called o1."


def test_what_others_said_is_known_by_name() -> None:
    """Every reference in a said act of the story has a name by then."""
    scene = scene_for()
    text = "\n".join(lines_of(scene))
    acts = [notice.act for _, notice, _ in STORY if isinstance(notice, Said)]
    assert any(isinstance(act, Accept | Reject | Tell | Ask | Offer) for act in acts)
    assert "something that you cannot see" not in text


if __name__ == "__main__":
    for name, nation in VIEWERS.items():
        (GOLDENS / f"{name}.txt").write_text(transcript(nation), encoding="utf-8")
