"""Home in the app: what is listed, what is said of it, a game set up, a server named."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from detente_client.app.app import DetenteApp
from detente_client.app.home.screen import HomeScreen
from detente_client.app.home.setup import SetupScreen
from detente_client.app.home.visiting import VisitScreen
from detente_client.app.kit import Choices
from detente_client.folders import archive_folder
from detente_client.home.choices import (
    Begin,
    Choice,
    Delete,
    GoOn,
    GoThrough,
    Learn,
    LookAgain,
    Visit,
    WriteOut,
)
from detente_client.home.shelf import Offers, Shelf
from detente_client.journeys import addresses
from detente_client.journeys.solo import Wish, unfinished_folder
from detente_client.journeys.unfinished import new_place
from detente_client.publicpack import read_pack
from detente_wire.messages import CampaignOffered, MatchId
from tests.client.app.looking import screen_text
from tests.client.hall import loaded

ROAD = CampaignOffered("road", "The Road", "Two [bold]crises[/] in a row.", ("hong-kong-1984", "cuba-1962"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path))
    return tmp_path


def _shelf() -> Shelf:
    packs = tuple(read_pack(loaded(name).public) for name in ("hong-kong-1984", "cuba-1962"))

    async def offered() -> Offers:
        return Offers(packs, (ROAD,))

    return Shelf(asyncio.create_task(offered()))


async def _opened(pilot: Pilot[Any], given: list[Choice | None]) -> HomeScreen:
    screen = HomeScreen(_shelf())
    await pilot.app.push_screen(screen, given.append)
    await pilot.pause()
    await pilot.pause()
    return screen


async def test_the_tutorial_comes_first_and_a_crisis_is_told(home: Path) -> None:
    app = DetenteApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await _opened(pilot, [])
        assert "About a quarter of an hour" in screen_text(app)
        await pilot.press("down")
        await pilot.pause()
        text = screen_text(app)
    for words in ("D É T E N T E", "Play against bots", "Hong Kong 1982-84", "Cuba 1962", "The Road"):
        assert words in text
    assert "12 turns, 3 seats" in text
    assert "Another server" in text


async def test_a_game_is_set_up_and_begun(home: Path) -> None:
    app, given = DetenteApp(), list[Choice | None]()
    async with app.run_test(size=(80, 24)) as pilot:
        await _opened(pilot, given)
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, SetupScreen)
        assert "United States" in screen_text(app)
        await pilot.press("down", "c", "b", "b", "b")
        await pilot.pause()
        text = screen_text(app)
        assert "Cards (c): those of history" in text
        assert "Bots (b): hawks" in text
        await pilot.press("enter")
        await pilot.pause()
    assert given == [Begin(Wish("cuba-1962", "sov", None, "hawk", "historical"))]


async def test_a_campaign_says_what_it_is_and_stays_literal(home: Path) -> None:
    app, given = DetenteApp(), list[Choice | None]()
    async with app.run_test(size=(100, 30)) as pilot:
        await _opened(pilot, given)
        await pilot.press("down", "down", "down")
        await pilot.pause()
        text = screen_text(app)
        assert "Two [bold]crises[/] in a row." in text
        await pilot.press("enter", "enter")
        await pilot.pause()
    assert given == [Begin(Wish("hong-kong-1984", "prc", campaign="road"))]


async def test_what_was_begun_visited_and_finished_is_listed(home: Path) -> None:
    with new_place(unfinished_folder()) as place:
        place.note(MatchId("a" * 16), "Cuba 1962", "Soviet Union", 4)
    addresses.visited("example.org:8765", "Ann")
    archive = archive_folder() / f"cuba-1962-{'b' * 16}.detente"
    archive.parent.mkdir(parents=True)
    archive.write_text("{}", encoding="utf-8")
    app, given = DetenteApp(), list[Choice | None]()
    async with app.run_test(size=(80, 40)) as pilot:
        screen = await _opened(pilot, given)
        text = screen_text(app)
        for words in (
            "Cuba 1962 as Soviet Union",
            "You left it in turn 4.",
            "example.org:8765 as Ann",
            "Look again",
        ):
            assert words in text
        ids = [
            screen.query_one(Choices).get_option_at_index(n).id
            for n in range(screen.query_one(Choices).option_count)
        ]
        await pilot.press("enter")
        await pilot.pause()
    assert given == [GoOn(place.folder.name)]
    assert [id for id in ids if id] == [
        f"game-{place.folder.name}",
        "tutorial",
        "pack-hong-kong-1984",
        "pack-cuba-1962",
        "campaign-road",
        "server-example.org:8765",
        "elsewhere",
        f"archive-{archive.name}",
    ]
    assert LookAgain(archive) is not None


async def test_a_server_is_named(home: Path) -> None:
    app, given = DetenteApp(), list[Choice | None]()
    async with app.run_test(size=(80, 24)) as pilot:
        await _opened(pilot, given)
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, VisitScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert "is no address of a server" in screen_text(app)
        await pilot.press(*"wss://example.org", "tab", *"Ann", "tab", *"abc", "tab", *"secret", "enter")
        await pilot.pause()
    assert given == [Visit("wss://example.org:443", "Ann", "abc", "secret")]


async def test_a_visit_that_went_wrong_is_mended_and_not_typed_anew(home: Path) -> None:
    app, given, shelf = DetenteApp(), list[Choice | None](), _shelf()
    shelf.said, shelf.tried = (
        ("No such match.", "Look again."),
        Visit("127.0.0.1:8765", "Ann", "abc", "secret"),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(HomeScreen(shelf), given.append)
        await pilot.pause(0.1)
        await pilot.pause(0.2)
        assert isinstance(app.screen, VisitScreen)
        assert "No such match. Look again." in screen_text(app)
        await pilot.press("tab", "tab", *"xyz", "enter")
        await pilot.pause()
    assert given == [Visit("127.0.0.1:8765", "Ann", "xyz", "secret")]


async def test_a_password_is_not_sent_where_others_read_along(home: Path) -> None:
    app = DetenteApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await _opened(pilot, [])
        await pilot.press("s")
        await pilot.press(*"example.org", "tab", *"Ann", "tab", "tab", *"secret", "enter")
        await pilot.pause()
        assert isinstance(app.screen, VisitScreen)
        assert "secret" not in screen_text(app)
        assert "wss://" in screen_text(app)


@pytest.mark.parametrize(
    ("key", "what"), [("enter", LookAgain), ("r", GoThrough), ("t", WriteOut), ("delete", Delete)]
)
async def test_a_finished_match_can_be_looked_at_gone_through_written_out_and_deleted(
    home: Path, key: str, what: Any
) -> None:
    archive = archive_folder() / f"cuba-1962-{'a' * 16}.detente"
    archive.parent.mkdir(parents=True)
    archive.write_text("{}\n", encoding="utf-8")
    app, given = DetenteApp(), list[Choice | None]()
    async with app.run_test(size=(80, 24)) as pilot:
        await _opened(pilot, given)
        if key == "r":  # what is no finished match is told so
            await pilot.press(key)
            await pilot.pause()
            assert "is no finished match" in screen_text(app)
        await pilot.press("end")
        await pilot.pause()
        about = " ".join(row.partition("│")[2].strip() for row in screen_text(app).splitlines())
        assert "R goes through it again, T writes out what was told, Delete deletes it" in about
        await pilot.press(key)
        await pilot.pause()
    assert given == [what(archive)]


async def test_keys_of_ones_own_are_named_as_people_write_them(home: Path) -> None:
    archive = archive_folder() / f"cuba-1962-{'a' * 16}.detente"
    archive.parent.mkdir(parents=True)
    archive.write_text("{}\n", encoding="utf-8")
    app = DetenteApp()
    async with app.run_test(size=(120, 24)) as pilot:
        app.set_keymap({"home.delete": "ctrl+delete,alt+x", "home.replay": "ctrl+g"})
        await _opened(pilot, [])
        await pilot.press("end")
        await pilot.pause()
        about = " ".join(row.partition("│")[2].strip() for row in screen_text(app).splitlines())
        assert "Ctrl+G goes through it again" in about
        assert "Ctrl+Delete deletes it" in about


async def test_the_tutorial_is_chosen_at_once(home: Path) -> None:
    app, given = DetenteApp(), list[Choice | None]()
    async with app.run_test(size=(80, 24)) as pilot:
        await _opened(pilot, given)
        await pilot.press("enter")
        await pilot.pause()
    assert given == [Learn()]


async def test_enough(home: Path) -> None:
    app, given = DetenteApp(), list[Choice | None]()
    async with app.run_test(size=(80, 24)) as pilot:
        await _opened(pilot, given)
        await pilot.press("q")
        await pilot.pause()
    assert given == [None]


async def test_a_crisis_is_told_at_length_beside_its_card_or_below(home: Path) -> None:
    app = DetenteApp()
    async with app.run_test(size=(200, 50)) as pilot:
        await _opened(pilot, [])
        await pilot.press("down")
        await pilot.pause()
        text = screen_text(app)
        for words in (
            "Who is at the table",
            "Hong Kong  need not sign",
            "Sovereignty  4 options",
            "The core alone.",
        ):
            assert words in text
        assert "Three pieces of paper" in text
        await pilot.resize_terminal(80, 24)
        await pilot.pause(0.1)
        assert "Who is at the table" not in screen_text(app)
        for _ in range(9):
            await pilot.press("space")
            await pilot.pause(0.02)
        assert "The core alone." in screen_text(app)
