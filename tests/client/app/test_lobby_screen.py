"""The lobby in the app: the list, the details, sitting down, a table that is set, everything else by a line."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
from attrs import evolve
from textual.events import Key, Paste
from textual.pilot import Pilot

from detente_client.app.app import DetenteApp
from detente_client.app.kit import Field
from detente_client.app.lobby.laying import LayingScreen
from detente_client.app.lobby.picking import PickScreen
from detente_client.app.lobby.screen import LobbyScreen
from detente_client.trouble import Trouble
from detente_wire.messages import Digest, FreeSeat, MatchId, MatchRow, SeatRow
from detente_wire.terms import NationId
from tests.client.app.looking import screen_text
from tests.client.lobbies import FakeSession

SEATS = tuple(SeatRow(NationId(id), "empty") for id in ("prc", "gbr", "hkg"))
FREE = MatchRow(
    MatchId("a" * 16), "hong-kong-1984", Digest("hong-kong-1984"), "Hong [red]Kong", "variable", "live", 600, "muster",
    SEATS, people=2, free=2, creator="Bel",
)  # fmt: skip
OVER = evolve(FREE, match=MatchId("b" * 16), title="Cuba", phase="over", free=0)


async def _lobby(
    pilot: Pilot[Any], session: FakeSession, given: list[Any], nation: str | None = None
) -> LobbyScreen:
    screen = LobbyScreen(cast(Any, session), nation)
    await pilot.app.push_screen(screen, given.append)
    await pilot.pause()
    await pilot.pause()
    return screen


async def test_tables_are_listed_with_what_there_is_to_say() -> None:
    app = DetenteApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await _lobby(pilot, FakeSession([FREE, OVER]), [])
        text = screen_text(app)
        for words in (
            "Lobby of 127.0.0.1:8765",
            "you are Ann",
            "Hong [red]Kong",
            "2 of 2 free",
            "Cuba",
            "over",
        ):
            assert words in text
        assert "China, Britain and Hong Kong: nobody yet." in text
        await pilot.press("down")
        await pilot.pause()
        assert "Cuba: over" in screen_text(app)


async def test_a_seat_is_picked() -> None:
    app, given = DetenteApp(), list[Any]()
    async with app.run_test(size=(80, 24)) as pilot:
        await _lobby(pilot, FakeSession([FREE, OVER]), given)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, PickScreen)
        assert "Britain" in screen_text(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.pause()
    assert given == [("join", "a" * 16, "gbr")]


async def test_one_looks_on_where_all_is_over() -> None:
    app, given = DetenteApp(), list[Any]()
    async with app.run_test(size=(80, 24)) as pilot:
        await _lobby(pilot, FakeSession([FREE, OVER]), given)
        await pilot.press("down", "j")
        await pilot.pause()
    assert given == [("watch", "b" * 16, "observer")]


async def test_who_is_sent_away_is_not_left_before_a_list() -> None:
    app, given = DetenteApp(), list[Any]()
    async with app.run_test(size=(80, 24)) as pilot:
        session = FakeSession([FREE])
        await _lobby(pilot, session, given)
        session.stopped = Trouble("You are banned from this server.")
        for told in [*session.listeners]:
            told(False)
        await pilot.pause()
    assert given == [session.stopped]


async def test_a_command_that_is_struck_at_once_stands_in_the_line() -> None:
    app, given = DetenteApp(), list[Any]()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _lobby(pilot, FakeSession([FREE]), given)
        for sign in "/packs 1":
            app.post_message(Key({"/": "slash", " ": "space"}.get(sign, sign), sign))  # no pause between them
        await pilot.pause()
        assert screen.query_one("#line", Field).value == "/packs 1"
        assert app.screen is screen
        await pilot.press("slash")
        assert screen.query_one("#line", Field).value == "/packs 1/"


async def test_a_code_that_is_pasted_over_the_list_stands_in_the_line() -> None:
    app, given = DetenteApp(), list[Any]()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _lobby(pilot, FakeSession([FREE]), given)
        app.post_message(Paste("/join abcde-fghij\n"))
        await pilot.pause()
        assert screen.query_one("#line", Field).value.strip() == "/join abcde-fghij"
        await pilot.press("enter")
        await pilot.pause()
    assert given == [("join", "abcde-fghij", None)]


async def test_a_table_is_set() -> None:
    app, given = DetenteApp(), list[Any]()
    async with app.run_test(size=(80, 24)) as pilot:
        await _lobby(pilot, FakeSession([]), given)
        assert "No table yet" in screen_text(app)
        await pilot.press("n")
        await pilot.pause(0.1)
        assert isinstance(app.screen, LayingScreen)
        await pilot.press("right")
        await pilot.pause(0.1)
        assert "◂ Cuba 1962 ▸" in screen_text(app)
        await pilot.press("down", "right", "right", "down", "right")
        await pilot.pause(0.1)
        assert "◂ Soviet Union ▸" in screen_text(app)
        await pilot.press("s")
        await pilot.pause(0.1)
    assert [(what, pack, nation, rest["people"]) for what, pack, nation, rest in given] == [
        ("create", "cuba-1962", "sov", 3)
    ]


async def test_what_cannot_be_is_said_in_the_form() -> None:
    app = DetenteApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await _lobby(pilot, FakeSession([]), [])
        await pilot.press("n")
        await pilot.pause(0.1)
        await pilot.press("down", "down", "down", "down", "enter")
        await pilot.pause(0.1)
        await pilot.press(*"soon", "enter")
        await pilot.pause(0.1)
        assert "soon is no length of time" in screen_text(app)


async def test_a_line_is_done_and_answered_literally() -> None:
    app, session = DetenteApp(), FakeSession([FREE])
    async with app.run_test(size=(80, 24)) as pilot:
        await _lobby(pilot, session, [])
        await pilot.press("slash")
        await pilot.press(*"free 1 prc", "enter")
        await pilot.pause(0.1)
        assert "Done as [bold]asked." in screen_text(app)
    assert session.wishes == [FreeSeat(MatchId("a" * 16), NationId("prc"))]


async def test_a_password_is_asked_for_in_windows() -> None:
    app, session = DetenteApp(), FakeSession([FREE])
    async with app.run_test(size=(80, 24)) as pilot:
        await _lobby(pilot, session, [])
        await pilot.press("slash")
        await pilot.press(*"password", "enter")
        for typed in ("", "long enough 1", "long enough 1"):
            await pilot.pause(0.1)
            await pilot.press(*typed)
            assert "enough" not in screen_text(app)
            await pilot.press("enter")
        await pilot.pause(0.1)
    assert [wish.new for wish in session.wishes] == ["long enough 1"]


async def test_the_list_is_filtered_and_searched() -> None:
    app, session = DetenteApp(), FakeSession([FREE])
    async with app.run_test(size=(80, 24)) as pilot:
        await _lobby(pilot, session, [])
        await pilot.press("f")
        await pilot.pause(0.1)
        assert session.asked == {"free": True}
        assert "with a free seat" in screen_text(app)
        await pilot.press("s")
        await pilot.pause()
        await pilot.press(*"kong", "enter")
        await pilot.pause(0.1)
        assert session.asked == {"free": True, "text": "kong"}


async def test_nothing_is_drawn_where_nothing_changed() -> None:
    app, session = DetenteApp(), FakeSession([FREE, OVER])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _lobby(pilot, session, [])
        await pilot.press("down")
        drawn: list[Any] = []
        screen._draw = drawn.append  # type: ignore[method-assign, assignment]
        screen._look_while_seen()
        await pilot.pause(0.1)
        assert (session.lists, drawn) == (2, [])
        session.rows = [FREE]
        screen._look_while_seen()
        await pilot.pause(0.1)
        assert drawn == [[FREE]]


async def test_the_end_of_the_session_ends_the_lobby() -> None:
    app, session, given = DetenteApp(), FakeSession([FREE]), list[Any]()
    async with app.run_test(size=(80, 24)) as pilot:
        await _lobby(pilot, session, given)
        session.stopped = Trouble("The server is gone.")
        await pilot.press("r")
        await pilot.pause(0.1)
    assert given == [session.stopped]


async def test_escape_leaves_the_line_and_then_the_server() -> None:
    app, given = DetenteApp(), list[Any]()
    async with app.run_test(size=(80, 24)) as pilot:
        await _lobby(pilot, FakeSession([FREE]), given)
        await pilot.press("slash", "escape")
        await pilot.pause()
        assert given == []
        await pilot.press("escape")
        await pilot.pause()
    assert given == [None]


async def test_the_crisis_of_the_marked_table_is_told_beside_the_list() -> None:
    app = DetenteApp()
    async with app.run_test(size=(200, 30)) as pilot:
        await _lobby(pilot, FakeSession([FREE]), [])
        await pilot.pause(0.1)
        assert "Three pieces of paper" in screen_text(app)
        for _ in range(2):
            await pilot.press("space")
            await pilot.pause(0.05)
        assert "The core alone." in screen_text(app)


class SlowSession(FakeSession):
    """It answers when it is told to."""

    def __init__(self, rows: list[MatchRow]) -> None:
        super().__init__(rows)
        self.answers = asyncio.Event()
        self.created = 0

    async def create(self, pack: str, nation: str | None, **rest: Any) -> Any:
        self.created += 1
        await self.answers.wait()
        return await super().create(pack, nation, **rest)


async def test_a_table_that_comes_late_waits_until_a_window_is_closed_and_none_is_set_twice() -> None:
    app, given, session = DetenteApp(), list[Any](), SlowSession([])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _lobby(pilot, session, given)
        screen.do("/create cuba-1962")
        await pilot.pause()
        screen.do("/create cuba-1962")
        await pilot.pause()
        assert "/create cuba-1962 is not answered yet" in screen_text(app)
        await pilot.press("n")
        await pilot.pause(0.1)
        session.answers.set()
        await pilot.pause(0.1)
        assert isinstance(app.screen, LayingScreen), "what is typed there is not taken away"
        assert given == []
        await pilot.press("escape")
        await pilot.pause(0.1)
        assert app.screen is app.screen_stack[0], "nothing of the lobby is left"
    assert [what for what, *_ in given] == ["create"]
    assert session.created == 1


async def test_the_title_says_that_the_server_is_gone_and_the_list_is_asked_for_when_it_is_back() -> None:
    app, session = DetenteApp(), FakeSession([FREE])
    async with app.run_test(size=(80, 24)) as pilot:
        await _lobby(pilot, session, [])
        session.connected = False
        session.listeners[0](False)
        await pilot.pause()
        assert "reconnecting…" in screen_text(app)
        asked, session.connected = session.lists, True
        session.listeners[0](True)
        await pilot.pause(0.1)
        assert "reconnecting…" not in screen_text(app)
        assert session.lists == asked + 1
    assert session.listeners == []


async def test_the_end_of_the_session_closes_what_lies_over_the_lobby() -> None:
    app, session, given = DetenteApp(), FakeSession([FREE]), list[Any]()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _lobby(pilot, session, given)
        await pilot.press("n")
        await pilot.pause(0.1)
        session.stopped = Trouble("The server is gone.")
        screen.look_again()
        await pilot.pause(0.1)
        assert app.screen is app.screen_stack[0]
    assert given == [session.stopped]


async def test_what_stands_in_the_line_is_typed_on() -> None:
    app, session = DetenteApp(), FakeSession([FREE])
    async with app.run_test(size=(80, 24)) as pilot:
        await _lobby(pilot, session, [])
        await pilot.press("slash", *"fre", "escape", "slash", *"e 1", "enter")
        await pilot.pause(0.1)
        assert "Free whose seat?" in screen_text(app)
        assert "/free 1" in screen_text(app).splitlines()[-2], "refused, it stands there again"


async def test_a_line_that_met_trouble_stands_there_again() -> None:
    class Troubled(FakeSession):
        async def watch(self, match: str, role: str = "observer") -> Any:
            raise Trouble("There is no such table.")

    app = DetenteApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await _lobby(pilot, Troubled([FREE]), [])
        await pilot.press("slash", *"watch 1", "enter")
        await pilot.pause(0.1)
        assert "There is no such table." in screen_text(app)
        assert app.screen.query_one("#line", Field).value == "/watch 1"


async def test_while_the_player_is_asked_nobody_waits_for_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente_client.app.lobby.screen.PATIENCE_S", 0.02)
    app, session = DetenteApp(), SlowSession([])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _lobby(pilot, session, [])
        screen.do("/create")
        await pilot.pause(0.2)
        assert app.screen is not screen, "asked"
        await pilot.press("escape")
        assert "has not answered yet" not in screen_text(app)
        screen.do("/create cuba-1962")
        await pilot.pause(0.2)
        assert screen_text(app).count("has not answered yet") == 1
        session.answers.set()
