"""What a replay shows as a nation at a moment is the fold of that nation's stream to there, and holds nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import pytest
from textual.pilot import Pilot

from detente_client.app.app import DetenteApp
from detente_client.app.replay.screen import ReplayScreen
from detente_client.delegation.transcript import Transcript
from detente_client.replay.archivetable import ArchiveTable
from detente_client.replay.retelling import as_seen_by
from detente_wire.archive import Archive, Told
from detente_wire.notices import Letter, Said
from detente_wire.terms import NationId
from detente_wire.view import View
from tests.client.app.looking import screen_text
from tests.client.debrief.matches import archive, war

MATCHES: dict[str, Callable[[], Archive]] = {
    "settled": lambda: archive("munich-1938", "2"),
    "frozen": lambda: archive("hong-kong-1984", "1", "hawk"),
    "war": war,
}
Eyes = NationId | None


def told_to(match: Archive, eyes: Eyes, moment: int) -> Iterator[Told]:
    """By the audience alone, as the file has it."""
    for told in match.told[:moment]:
        if told.audience == "public" or eyes in told.audience:
            yield told


def fold(match: Archive, eyes: Eyes, moment: int) -> View:
    view = View.of(eyes, match.header.public)
    for told in told_to(match, eyes, moment):
        view.take(told.notice, told.turn, told.words, told.at_s)
    return view


def nations(match: Archive) -> list[Eyes]:
    return [None, *(NationId(row["id"]) for row in match.header.public["nations"])]


def foreign_words(match: Archive, eyes: Eyes, moment: int) -> set[str]:
    """Lines that others wrote or were told, and these eyes had not seen by then: later ones are foreign too."""
    own = "\n".join(told.words for told in told_to(match, eyes, moment))
    lines = {line.strip() for told in match.told for line in told.words.splitlines()}
    return {line for line in lines if len(line) > 30 and line not in own}


def check(
    match: Archive, eyes: Eyes, moment: int, view: View, transcript: Transcript | None, text: str
) -> None:
    """The view, what the transcript heard, and the letters on the screen."""
    assert view == fold(match, eyes, moment)
    if transcript is not None:
        heard = [(e.heard.notice, e.heard.words) for e in transcript.entries if e.heard is not None]
        stream = [(told.notice, told.words) for told in told_to(match, eyes, moment)]
        assert all(one in stream for one in heard)
    shown = " ".join(text.split())
    assert not [line for line in foreign_words(match, eyes, moment) if " ".join(line.split()) in shown]


def test_the_view_is_the_fold_through_all_eyes_at_any_moment() -> None:
    for name, make in MATCHES.items():
        match, dice = make(), Random(name)
        for eyes in nations(match):
            table = ArchiveTable(match, eyes)
            for moment in sorted(dice.sample(range(len(match.told) + 1), 8)):
                words = "\n".join(event.heard.words for event in table.go_on(moment))
                check(match, eyes, moment, table.view, None, words)


async def _walk(pilot: Pilot[int], screen: ReplayScreen, match: Archive, steps: int, dice: Random) -> None:
    for _ in range(steps):
        key = dice.choice(("right", "right", "left", "down", "down", "up", "n", "0", "f2", "f4", "f8"))
        await pilot.press(key)
        await pilot.pause()
        if key.startswith("f"):
            await pilot.press("escape")
        table = screen._table
        check(
            match,
            table.nation,
            screen.moment,
            table.view,
            screen.delegation.transcript,
            screen_text(pilot.app),
        )


@pytest.mark.parametrize("name", MATCHES)
async def test_wherever_one_steps_in_the_app_nothing_else_is_shown(name: str) -> None:
    match = MATCHES[name]()
    screen = ReplayScreen(match, nations(match)[1])
    async with DetenteApp().run_test(size=(120, 50)) as pilot:
        await pilot.app.push_screen(screen)
        await pilot.pause()
        await _walk(pilot, screen, match, 8, Random(name))


@pytest.mark.parametrize("name", MATCHES)
def test_the_lines_hold_nothing_else(name: str) -> None:
    match = MATCHES[name]()
    for eyes in nations(match)[1:]:
        assert eyes is not None
        text = "\n".join(line for page in as_seen_by(match, eyes) for line in page.lines)
        shown = " ".join(text.split())
        assert not [w for w in foreign_words(match, eyes, len(match.told)) if " ".join(w.split()) in shown]


@pytest.mark.parametrize("leak", [Letter, Said])
def test_a_planted_leak_is_seen(leak: type[object], monkeypatch: pytest.MonkeyPatch) -> None:
    """What was said, or written, apart comes to everybody: the tests above tell."""
    right = Told.is_for
    monkeypatch.setattr(Told, "is_for", lambda told, eyes: isinstance(told.notice, leak) or right(told, eyes))
    with pytest.raises(AssertionError):
        test_the_view_is_the_fold_through_all_eyes_at_any_moment()
    with pytest.raises(AssertionError):
        test_the_lines_hold_nothing_else("settled")
