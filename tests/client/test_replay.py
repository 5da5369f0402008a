"""Archives turn by turn: who saw what, which turns there are, files that are none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from attrs import evolve

from detente_client.markdown import plain_lines
from detente_client.plain.replay import Show, show
from detente_client.replay import retelling
from detente_client.replay.retelling import Page, as_seen_by, everything, load
from detente_client.trouble import Trouble
from detente_wire.archive import Archive, Audience
from detente_wire.notices import NewsTold, Notice, OrderGiven, Papers, Polled, TurnBegan, Whispered
from detente_wire.terms import NationId, Ref
from tests.client.people import in_terminal, run

PRC, GBR = NationId("prc"), NationId("gbr")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("played")
    played = run(folder / "home", "solo", "--auto", "--seed", "7", "-o", str(folder / "match.detente"))
    assert played.returncode == 0, played.stderr
    return folder / "match.detente"


@pytest.fixture(scope="module")
def match(file: Path) -> Archive:
    return load(file)


def text(pages: list[Page]) -> str:
    return "\n".join(line for page in pages for line in page.lines)


def test_a_page_for_each_turn_and_one_before(match: Archive) -> None:
    last = max(told.turn for told in match.told)
    for pages in (as_seen_by(match, PRC), as_seen_by(match, GBR), everything(match)):
        assert [page.turn for page in pages] == list(range(len(pages)))
        assert last - 1 <= pages[-1].turn <= last
        assert all(page.lines for page in pages)
        assert "The match is over" in text(pages[-1:])


def test_a_nation_sees_its_own_papers_and_letters_alone(match: Archive) -> None:
    seen = {nation: text(as_seen_by(match, nation)) for nation in (PRC, GBR)}
    whole = text(everything(match))
    for told in match.told:
        if told.audience == frozenset({PRC}) and isinstance(told.notice, Papers):
            [line, *_] = plain_lines(told.notice.body)
            assert line in seen[PRC]
            assert line in whole
            assert line not in seen[GBR]
    assert "(China) You speak for China." in whole


def test_orders_and_votes_stand_in_their_turn(match: Archive) -> None:
    """What those in charge did and what the table decided; a whisper only where its nation reads, or all is shown."""
    first = next(n for n, told in enumerate(match.told) if told.turn == 3)
    ruled: list[tuple[Notice, Audience, str]] = [
        (OrderGiven("umpire", "extend", 600), "public", ""),
        (NewsTold(Ref("n" * 16)), "public", "A typhoon closes the port."),
        (Polled("end", None, 0, 2, 2, "failed"), "public", ""),
        (Whispered(Ref("w" * 16), PRC), frozenset({PRC}), "Mind the advocates."),
    ]
    at = match.told[first]
    told = [evolve(at, notice=notice, audience=audience, words=words) for notice, audience, words in ruled]
    began = next(n for n, one in enumerate(match.told) if isinstance(one.notice, TurnBegan) and one.turn == 3)
    whole = evolve(match, told=(*match.told[: began + 1], *told, *match.told[began + 1 :]))
    pages = {"all": everything(whole), "prc": as_seen_by(whole, PRC), "gbr": as_seen_by(whole, GBR)}
    for name, shown in pages.items():
        lines = next(page for page in shown if page.turn == 3).lines
        assert "! The umpire extends the talks by 10 minutes." in lines
        assert "A typhoon closes the port." in lines
        assert "The vote on ending the match as it stands has failed: 0 for, 2 against." in lines
        whispers = {"all": "(China) Mind the advocates.", "prc": "Mind the advocates."}
        assert [line for line in lines if "advocates" in line] == (
            [whispers[name]] if name in whispers else []
        )


def test_pages_are_stepped_through_and_left(match: Archive) -> None:
    answers = iter(["", "", "q"])
    asked: list[str] = []
    printed: list[str] = []

    def step(prompt: str) -> str:
        asked.append(prompt)
        return next(answers)

    show(as_seen_by(match, PRC), None, Show(list, printed.append, step))
    assert len(asked) == 3
    assert any(line.startswith("Turn 2, ") for line in printed)
    assert not any(line.startswith("Turn 3, ") for line in printed)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (["3", "q"], ["Turn 3, "]),
        (["99", "1", "q"], ["The match has no turn 99.", "Turn 1, "]),
        (["/the match is over", "q"], ["The match is over"]),
        (["/no such words", "q"], ["These words are nowhere: no such words"]),
        (["5", "1", "q"], ["Turn 5, ", "Turn 1, "]),
    ],
)
def test_a_turn_is_gone_to_and_words_are_found(match: Archive, typed: list[str], shown: list[str]) -> None:
    answers = iter(typed)
    printed: list[str] = []
    show(as_seen_by(match, PRC), None, Show(list, printed.append, lambda _: next(answers, "q")))
    places = [next(n for n, line in enumerate(printed) if one in line) for one in shown]
    assert places == sorted(places)


def test_a_newer_archive_asks_for_a_newer_program(file: Path, tmp_path: Path) -> None:
    first, *rest = file.read_text(encoding="utf-8").splitlines(keepends=True)
    newer = tmp_path / "newer.detente"
    newer.write_text("".join([first.replace('"version":1', '"version":2', 1), *rest]), encoding="utf-8")
    with pytest.raises(Trouble) as trouble:
        load(newer)
    assert "update" in trouble.value.step


def test_one_turn_alone(match: Archive, file: Path, tmp_path: Path) -> None:
    shown = run(tmp_path, "replay", str(file), "--as", "hkg", "--turn", "2")
    assert "as Hong Kong saw it at the time" in " ".join(shown.stdout.split())
    assert "Turn 2, " in shown.stdout
    assert "Turn 3, " not in shown.stdout
    none = run(tmp_path, "replay", str(file), "--turn", "99")
    assert none.returncode == 1
    assert "The match has no turn 99" in none.stderr
    assert none.stdout == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such terminal")
def test_in_a_terminal_enter_steps_and_q_ends(file: Path, tmp_path: Path) -> None:
    with in_terminal(tmp_path, "replay", str(file), "--all") as reader:
        reader.until("-- turn 0 of ")
        reader.type("")
        reader.until("-- turn 1 of ")
        reader.type("q")
        assert reader.process.wait(20) == 0
        assert reader.count("-- turn 2 of ") == 0


@pytest.mark.parametrize(
    ("damage", "line", "told"),
    [
        (lambda lines: [], 1, "the file is empty"),
        (lambda lines: ["hello\n"], 1, "is no JSON"),
        (lambda lines: ['{"format": "chess"}\n'], 1, "is not the header of an archive"),
        (lambda lines: [lines[0].replace('"version":1', '"version":9', 1)], 1, "was written in version 9"),
        (lambda lines: lines[:-1], None, "the file ends before its last line"),
        (lambda lines: [lines[0], lines[2], *lines[3:]], None, "counts"),
        (lambda lines: [*lines[:4], lines[4][:40] + "\n", *lines[5:]], 5, "is no JSON"),
        (
            lambda lines: [*lines[:2], lines[2].replace('"audience":"public"', '"audience":[]'), *lines[3:]],
            None,
            "has another hash",
        ),
    ],
)
def test_what_is_no_archive(file: Path, tmp_path: Path, damage: object, line: int | None, told: str) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    broken = tmp_path / "broken.detente"
    broken.write_text("".join(damage(lines)), encoding="utf-8")  # type: ignore[operator]
    with pytest.raises(Trouble) as trouble:
        load(broken)
    assert told in trouble.value.problem
    if line is not None:
        assert f"line {line}: " in trouble.value.problem
    assert trouble.value.step


def test_what_is_no_text_and_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "x.detente").write_bytes(b"\xff\xfe\0")
    with pytest.raises(Trouble, match="it is no text"):
        load(tmp_path / "x.detente")
    with pytest.raises(Trouble, match="cannot be read"):
        load(tmp_path / "y.detente")


def test_the_one_person_of_a_match_sees_it_with_his_own_eyes(match: Archive) -> None:
    assert retelling.player_of(match) is None
