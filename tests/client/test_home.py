"""Home without a front end: the address book, the card of a crisis, the menu in lines, what comes of a choice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import pytest

from detente_client.home import journey, shelf
from detente_client.home.choices import Begin, Choice, GoOn, Learn, Visit
from detente_client.home.shelf import Offers, Shelf
from detente_client.journeys import addresses
from detente_client.journeys.joining import archive_name
from detente_client.journeys.sitting import Sitting
from detente_client.journeys.solo import Wish, unfinished_folder
from detente_client.journeys.unfinished import Begun, new_place, unfinished
from detente_client.lobby import cards, prospectus
from detente_client.plain.home import Menu
from detente_client.publicpack import read_pack
from detente_client.trouble import Trouble
from detente_wire.messages import CampaignOffered, MatchId
from tests.client.hall import loaded

ROAD = CampaignOffered("road", "The Road", "Two crises in a row.", ("hong-kong-1984", "cuba-1962"))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path))
    return tmp_path


class Typist:
    """A sitting that answers from a list, and keeps what it was told."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.said: list[str] = []
        self.screen = self

    def say(self, *lines: str) -> None:
        self.said += lines

    async def ask(self, prompt: str) -> str | None:
        self.said.append(prompt)
        return self.answers.pop(0) if self.answers else None

    async def read_secret(self, prompt: str) -> str | None:
        return await self.ask(prompt)


def _shelf() -> Shelf:
    packs = tuple(read_pack(loaded(name).public) for name in ("hong-kong-1984", "cuba-1962"))

    async def offered() -> Offers:
        return Offers(packs, (ROAD,))

    return Shelf(asyncio.create_task(offered()))


async def _chosen(*answers: str) -> tuple[Choice | None, list[str]]:
    typist = Typist(*answers)
    choice = await Menu(cast(Any, typist), _shelf()).choose()
    return choice, typist.said


CHOICES: Iterable[tuple[tuple[str, ...], Choice | None]] = [
    (("q",), None),
    ((), None),
    (("1",), Learn()),
    (("2", "", "", ""), Begin(Wish("hong-kong-1984", "prc"))),
    (("3", "cuba", "2", "4"), Begin(Wish("cuba-1962", "cub", None, "hawk", "historical"))),
    (("4", "gbr", "", "2"), Begin(Wish("hong-kong-1984", "gbr", None, "dove", campaign="road"))),
    (("5", "wss://example.org", "Ann", "pw"), Visit("wss://example.org:443", "Ann", password="pw")),
    (("5", "example.org", "Ann"), Visit("example.org:8765", "Ann")),
    (("99", "x", "about 1", "5", "no address", "q"), None),
]


@pytest.mark.parametrize(("answers", "choice"), CHOICES)
async def test_the_menu_in_lines(answers: tuple[str, ...], choice: Choice | None) -> None:
    assert (await _chosen(*answers))[0] == choice


async def test_the_menu_has_a_line_for_each_and_says_what_is_wrong() -> None:
    _, said = await _chosen("99", "about 3", "5", "no address")
    for line in (
        "1: The tutorial",
        "2: Hong Kong 1982-84",
        "3: Cuba 1962",
        "4: The Road",
        "5: Another server",
    ):
        assert line in said
    assert "There is no 99. Type a number from 1 to 5." in said
    assert "13 turns, 5 seats: United States, Soviet Union, Cuba, Turkey, UN Secretary-General." in said
    assert any("is no address of a server" in line for line in said)


async def test_a_visit_that_went_wrong_is_asked_for_with_what_was_typed() -> None:
    typist, again = Typist("5", "", "Bel"), _shelf()
    again.tried = Visit("example.org:8765", "Ann")
    assert await Menu(cast(Any, typist), again).choose() == Visit("example.org:8765", "Bel")
    assert "Which server, e.g. example.org:8765? [example.org:8765]" in typist.said


async def test_an_unfinished_game_comes_first() -> None:
    with new_place(unfinished_folder()) as place:
        place.note(MatchId("a" * 16), "Cuba 1962", "Cuba", 3)
    choice, said = await _chosen("about 1", "1")
    assert choice == GoOn(place.folder.name)
    assert "You left it in turn 3." in said


def test_an_old_note_is_still_read(home: Path) -> None:
    with new_place(unfinished_folder()) as place:
        place.note(MatchId("a" * 16))
        (place.folder / "game.json").write_text('{"match": "abc"}', encoding="utf-8")
    assert unfinished(unfinished_folder()) == (Begun(place.folder.name, MatchId("abc")),)


def test_the_address_book_has_the_newest_first_and_each_once(home: Path) -> None:
    assert addresses.known() == ()
    for n in range(addresses.KEPT + 3):
        addresses.visited(f"s{n}", "Ann")
    addresses.visited("s5", "Bel")
    book = addresses.known()
    assert len(book) == addresses.KEPT
    assert book[0] == addresses.Known("s5", "Bel")
    assert [row.address for row in book].count("s5") == 1
    addresses.book().write_text("{", encoding="utf-8")
    assert addresses.known() == ()


def test_a_card_says_when_how_long_and_for_whom() -> None:
    first, when, length, *about = cards.card(read_pack(loaded("hong-kong-1984").public))
    assert (first, when) == ("Hong Kong 1982-84", "September-October 1982 to November-December 1984.")
    assert length == "12 turns, 3 seats: China, Britain, Hong Kong."
    assert about[1].startswith("Three pieces of paper")


async def test_trouble_is_brought_home(monkeypatch: pytest.MonkeyPatch) -> None:
    brought: list[tuple[str, ...]] = []
    monkeypatch.setattr(shelf, "_offered", _nothing)

    class AtHome:
        async def home(self, choosing: Shelf) -> Choice | None:
            brought.append(choosing.said)
            return GoOn("nowhere") if len(brought) == 1 else None

    assert await journey.journey(cast(Sitting, AtHome())) == 0
    assert brought == [(), ("There is no unfinished game.", "Begin one: detente solo")]


async def _nothing() -> Offers:
    return Offers((), ())


async def test_our_own_server_says_which_crises_there_are() -> None:
    async with shelf.opened() as choosing:
        offers = await choosing.offers()
    assert offers.packs[0].id == shelf.FIRST
    assert len(offers.packs) > 5


def test_a_crisis_at_length() -> None:
    told = prospectus.plain_lines(read_pack(loaded("july-1914").public))
    assert "Who is at the table:" in told
    assert any(line.startswith("- France (need not sign): ") for line in told)
    assert any(line.startswith("- Mobilisation (4 options): ") for line in told)
    assert any(line.startswith("- Rules: Beside the core: ") for line in told)
    assert "- Tension: From a fine summer to the European war." in told


def test_a_full_disk_takes_no_game_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, *_: object, **__: object) -> int:
        path.open("w").close()  # emptied before the room ran out
        raise OSError(28, "No space left on device")

    with new_place(unfinished_folder()) as place:
        place.note(MatchId("m1"), "Hong Kong", "China", 1)
        monkeypatch.setattr(Path, "write_text", full)
        place.note(MatchId("m1"), "Hong Kong", "China", 2)
        with pytest.raises(Trouble, match="cannot be kept"):
            place.note(MatchId("m2"))
    assert [(begun.match, begun.turn) for begun in unfinished(unfinished_folder())] == [("m1", 1)]


def test_a_server_cannot_choose_where_an_archive_lies() -> None:
    assert archive_name("hong-kong-1984", "abc234") == "hong-kong-1984-abc234.detente"
    assert "/" not in archive_name("../../.config/autostart/x", "..\\..\\y")
    assert "." not in archive_name("..", "..").removesuffix(".detente")
    assert len(archive_name("x" * 5000, "y")) < 100
