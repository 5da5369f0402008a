"""The app as a guest of a real server: a table that is set, a server that dies, a seat that is taken away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente_client.app.lobby.laying import LayingScreen
from detente_client.app.lobby.screen import LobbyScreen
from detente_client.delegation.notebook import shelf_in
from detente_client.folders import notebook_folder
from detente_client.sessions.assets import AssetCache
from detente_client.sessions.session import connect
from detente_client.trouble import Trouble
from detente_wire import orders
from detente_wire.messages import Done, FreeSeat, ListMarks, Marks, SetPassword
from detente_wire.terms import NationId
from tests.client.app.guests import arrived
from tests.client.people import Served

SECRET = "seven geese over Geneva"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all, which some kill and start again; each test has names of its own."""
    server = Served(tmp_path_factory.mktemp("server"))
    yield server
    server.kill()


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path / "home"))


async def test_a_table_that_was_refused_is_laid_on_and_its_code_is_told(served: Served) -> None:
    async with arrived(served.address, "Ann") as guest:
        await guest.sees("Lobby of")
        await guest.pilot.press("slash")
        await guest.pilot.press(*"join qqqqq-qqqqq", "enter")
        await guest.sees("There is no match qqqqq-qqqqq")
        assert "/join qqqqq-qqqqq" in guest.text, "what was refused stands there to be mended"
        await guest.pilot.press("escape", "n")
        await guest.sees("A new table")
        form = guest.app.screen
        assert isinstance(form, LayingScreen)
        for row, value in (
            ("pack", "hong-kong-1984"),
            ("private", "on"),
            ("turn", "10m"),
            ("zone", "Mars/Base"),
        ):
            form.type(row, value)
            await guest.pilot.pause()
        await guest.pilot.press("s")
        await guest.until(lambda: guest.app.screen is not form, "the answer")
        await guest.sees("there is no time zone Mars/Base")
        form = guest.app.screen
        assert isinstance(form, LayingScreen)
        assert (form.form.value("turn"), form.form.value("private")) == ("10m", "on")
        form.type("zone", "")
        await guest.pilot.pause(0.1)
        await guest.pilot.press("s")
        await guest.sees("those whom you invite type /join")


async def test_a_table_that_is_called_off_leads_back_to_the_lobby(served: Served) -> None:
    async with arrived(served.address, "Cleo") as guest:
        await guest.sees("Lobby of")
        await guest.pilot.press("slash")
        await guest.pilot.press(*"create hong-kong-1984 people=2", "enter")
        await guest.sees("You can wait here")
        await guest.types("/calloff")
        await guest.is_told("The match was called off. Ctrl+Q goes to the lobby.")
        await guest.pilot.press("ctrl+q")
        await guest.sees("Lobby of")
        assert "Come back" not in "".join(guest.app.farewell)


async def test_two_people_see_the_end_each_from_his_side_and_the_lobby_again(
    served: Served, tmp_path: Path
) -> None:
    async with connect(served.address, "Dan", cache=AssetCache(tmp_path / "packs")) as dan:
        table = await dan.create(
            "hong-kong-1984", None, people=2, umpire=True, watch=True, mode="historical", private=True
        )
        async with connect(served.address, "Eve", cache=AssetCache(tmp_path / "packs")) as eve:
            await eve.join(table.match, "prc")
            async with arrived(served.address, "Fay") as guest:
                await guest.sees("Lobby of")
                await guest.pilot.press("slash")
                await guest.pilot.press(*f"join {table.match} gbr", "enter")
                await guest.sees("Turn 1/")
                await table.direct(orders.End())
                await guest.is_told("The match is over. Ctrl+Q goes on")
                await guest.pilot.press("ctrl+q")
                await guest.sees("Britain (you)")
                await guest.pilot.press("escape")
                await guest.sees("Lobby of")
                assert not guest.app.farewell, "there is no seat to come back to"
                assert "detente replay" in "".join(guest.app.written)


async def test_a_seat_is_given_up_before_the_match_begins_and_the_next_is_told_that_all_are_taken(
    served: Served, tmp_path: Path
) -> None:
    cache = AssetCache(tmp_path / "packs")
    async with connect(served.address, "Hal", cache=cache) as hal:
        table = await hal.create("hong-kong-1984", "prc", people=3)
        async with arrived(served.address, "Ida") as guest:
            await guest.sees("Lobby of")
            await guest.pilot.press("slash")
            await guest.pilot.press(*"create cuba-1962 people=2", "enter")
            await guest.sees("You can wait here")
            await guest.pilot.press("ctrl+q")
            await guest.sees("Give my seat up, and watch")
            await guest.pilot.press("down", "enter")
            await guest.sees("Your seat is free for others.")
            await guest.pilot.press("ctrl+q")
            await guest.sees("Lobby of")
            async with (
                connect(served.address, "Jon", cache=cache) as jon,
                connect(served.address, "Lea", cache=cache) as lea,
            ):
                await jon.join(table.match, "gbr")
                await lea.join(table.match, "hkg")
                await guest.pilot.press("slash")
                await guest.pilot.press(*f"join {table.match}", "enter")
                await guest.sees("Every seat for people at this table is taken")


async def test_who_keeps_his_seat_is_back_in_the_lobby_where_he_came_from(served: Served) -> None:
    async with arrived(served.address, "Kit") as guest:
        await guest.sees("Lobby of")
        await guest.pilot.press("slash")
        await guest.pilot.press(*"create hong-kong-1984 people=2", "enter")
        await guest.sees("You can wait here")
        await guest.pilot.press("ctrl+q")
        await guest.sees("Keep my seat")
        await guest.pilot.press("enter")
        await guest.sees("Lobby of")
        await guest.sees("Kit (new here) for China")


async def test_what_was_read_just_before_leaving_is_read(served: Served, tmp_path: Path) -> None:
    cache = AssetCache(tmp_path / "packs")
    async with connect(served.address, "Gil", cache=cache) as gil:
        assert isinstance(await gil.wish(SetPassword(SECRET)), Done)
        table = await gil.create("hong-kong-1984", "prc")
    async with arrived(served.address, "Gil", table.match, password=SECRET) as guest:
        await guest.sees("Turn 1/")
        await guest.pilot.press("ctrl+q")
        await guest.sees("Keep my seat")
        await guest.pilot.press("enter")
        await guest.until(
            lambda: guest.app.journey is None or guest.app.journey.done(), "the end of the visit"
        )
    async with connect(served.address, "Gil", password=SECRET, cache=cache) as gil:
        answer = await gil.wish(ListMarks(table.match))
        assert isinstance(answer, Marks)
        assert "news" in [row.room for row in answer.rows]


async def test_who_loses_the_seat_is_told_so_and_finds_the_lobby(served: Served, tmp_path: Path) -> None:
    async with connect(served.address, "Bel", cache=AssetCache(tmp_path / "packs")) as bel:
        table = await bel.create("hong-kong-1984", "prc", people=2, muster_s=600)
        async with arrived(served.address, "Bob", table.match, "gbr") as guest:
            await guest.sees("You speak for Britain")
            assert await bel.wish(FreeSeat(table.match, NationId("gbr"))) == Done(
                "The seat of gbr is free again."
            )
            await guest.sees("You hold no seat here any more")
            await guest.pilot.press("ctrl+q")
            await guest.sees("Lobby of")


async def test_what_is_asked_of_a_dead_server_is_done_once_it_is_back(served: Served) -> None:
    async with arrived(served.address, "Cat") as guest:
        await guest.sees("Lobby of")
        served.kill()
        await guest.sees("reconnecting…")
        await guest.pilot.press("slash")
        await guest.pilot.press(*"create hong-kong-1984 people=2", "enter", *"/create cuba-1962", "enter")
        await guest.sees("/create hong-kong-1984 people=2 is not answered yet")
        lobby = guest.app.screen
        assert isinstance(lobby, LobbyScreen)
        assert lobby.query_one("#line").value == "/create cuba-1962"  # type: ignore[attr-defined]
        await guest.sees("The server cannot be reached now")
        served.start()
        await guest.sees("You speak for China")
        assert "reconnecting" not in guest.text


async def test_who_comes_in_on_another_machine_is_told_so_on_this_one_and_finds_what_he_typed(
    served: Served, tmp_path: Path
) -> None:
    cache = AssetCache(tmp_path / "packs")
    async with connect(served.address, "Dora", cache=cache) as dora:
        assert isinstance(await dora.wish(SetPassword(SECRET)), Done)
        table = await dora.create("hong-kong-1984", "prc")
    async with arrived(served.address, "Dora", table.match, password=SECRET) as guest:
        await guest.sees("Turn 1/12")
        await guest.pilot.press(*"My government regrets")
        async with connect(served.address, "Dora", password=SECRET, cache=cache) as dora:
            await dora.attend(table.match)
            await guest.until(lambda: guest.app.trouble is not None, "the end")
    assert isinstance(guest.app.trouble, Trouble)
    assert guest.app.trouble.problem.startswith("You came in under this name in another window")
    kept = shelf_in(notebook_folder())(table.match, "prc")
    assert "My government regrets" in kept.drafts.values()
