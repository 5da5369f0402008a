"""The connection breaks and is back, at worst the match begins anew: whoever types or reads keeps his place."""

from __future__ import annotations

from collections.abc import AsyncIterator

import attrs
import pytest
from textual.pilot import Pilot

from detente_client.app.app import DetenteApp
from detente_client.app.kit import Manuscript
from detente_client.app.match.screen import MatchScreen
from detente_client.app.pages import PAGES
from detente_client.app.pages.table.page import TablePage
from detente_client.app.pages.table.signing import SigningScreen
from detente_client.sessions.table import ConnectionEvent, Event, HeardEvent
from detente_wire.view import View
from tests.client.app.looking import screen_text, settled
from tests.client.app.test_table import AnsweringHall


class BreakingHall(AnsweringHall):
    """Its connection breaks; when it is back the match goes on, or begins anew."""

    async def events(self) -> AsyncIterator[Event]:
        self.heard = list[HeardEvent]()
        async for event in super().events():
            if isinstance(event, HeardEvent):
                self.heard.append(event)
            yield event

    def come_again(self, *, anew: bool) -> None:
        """What a link says of it."""
        self._events.put_nowait(ConnectionEvent(False))
        if not anew:
            self._events.put_nowait(ConnectionEvent(True))
            return
        told, fresh = [*self.heard], View.of(self.me, self.loaded.public)
        for attribute in attrs.fields(View):
            setattr(self._view, attribute.name, getattr(fresh, attribute.name))
        self._events.put_nowait(ConnectionEvent(True, "The match is told again from the beginning."))
        for event in told:
            self._events.put_nowait(event)


async def _open(pilot: Pilot[int], screen: MatchScreen, where: str) -> None:
    """Go where something is typed or read, and begin."""
    match where:
        case "line":
            await pilot.press(*"/off")
        case "draft":
            await screen.show_page("table")
            page = screen.page
            assert isinstance(page, TablePage)
            await page.look("draft")
            await pilot.pause()
            page.query_one("#lines", Manuscript).focus()
            await pilot.press("ctrl+end", *"1=1 ")
        case "signing":
            await screen.show_page("table")
            page = screen.page
            assert isinstance(page, TablePage)
            await page.look("texts")
            await settled(pilot, screen)
            await pilot.press("s")
            assert isinstance(pilot.app.screen, SigningScreen)
            await pilot.press("tab")
            await pilot.press(*"ab")
        case "palette":
            await pilot.press("ctrl+p", *"led")
        case "notes":
            await pilot.press("ctrl+o", *"mine")
        case _:
            await screen.show_page(where)
            await settled(pilot, screen)
    await pilot.pause(0.1)


@pytest.mark.parametrize("anew", [False, True], ids=["goes on", "begins anew"])
@pytest.mark.parametrize(
    "where",
    ["line", "draft", "signing", "palette", "notes", *(page.id for page in PAGES if page.id != "talks")],
)
async def test_whoever_types_or_reads_types_and_reads_on(where: str, anew: bool) -> None:
    app = DetenteApp()
    async with app.run_test(size=(80, 24)) as pilot:
        hall = BreakingHall("hong-kong-1984", "prc")
        hall.lend(until=7)
        screen = MatchScreen(hall)
        await app.push_screen(screen)
        await settled(pilot, screen)
        await _open(pilot, screen, where)
        before = app.screen, app.screen.focused, getattr(app.screen.focused, "text", ""), screen.typed
        value = getattr(app.screen.focused, "value", "")
        heard = len(screen.delegation.transcript.entries)
        hall.come_again(anew=anew)
        await settled(pilot, screen)
        await pilot.pause(0.1)
        assert screen.delegation.connected
        assert len(screen.delegation.transcript.entries) >= heard
        after = app.screen, app.screen.focused, getattr(app.screen.focused, "text", ""), screen.typed
        assert after == before
        assert getattr(app.screen.focused, "value", "") == value
        assert screen_text(app)
