"""Guests at a real server: the app on the way to it, and people at the other end of the wire.

Owns: `Guest`, `arrived`, waiting for what must come.
Does not know: what is tried with them.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any

from textual.pilot import Pilot

from detente_client.app.app import DetenteApp
from detente_client.app.match.screen import MatchScreen
from detente_client.app.sitting import AppSitting
from detente_client.journeys import joining
from detente_client.link.address import read_address
from tests.client.app.looking import screen_text

PATIENT_S = 20.0


class Guest:
    """One app on a visit."""

    def __init__(self, app: DetenteApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def text(self) -> str:
        """What is on the screen."""
        return screen_text(self.app)

    @property
    def said(self) -> str:
        """What stands on the screen, whatever rows it is broken into."""
        return " ".join(self.text.split())

    @property
    def match(self) -> MatchScreen:
        """The screen of the match, which may lie below a window."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MatchScreen))

    async def until(self, true: Callable[[], bool], what: str = "") -> None:
        """Wait until it is so."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENT_S):
                while not true():
                    await self.pilot.pause(0.05)
                return
        raise AssertionError(f"{what or true} did not come:\n{self.text}")

    async def sees(self, words: str) -> None:
        """Wait until these words are on the screen."""
        await self.until(lambda: words in self.said, repr(words))

    async def is_told(self, words: str) -> None:
        """Wait until these words are said in passing."""
        await self.until(
            lambda: any(words in note.message for note in self.app._notifications), f"{words!r} in passing"
        )

    async def types(self, line: str) -> None:
        """Type a line on the screen of the match, and send it."""
        self.match.prefill(line)
        await self.pilot.pause()
        self.match.query_one("#composer").completion.close()  # type: ignore[attr-defined]
        await self.pilot.press("enter")


@contextlib.asynccontextmanager
async def arrived(
    address: str,
    name: str,
    match: str | None = None,
    nation: str | None = None,
    size: tuple[int, int] = (80, 24),
    password: str = "",
) -> AsyncIterator[Guest]:
    """Somebody at this server, in the lobby or at a table."""
    app = DetenteApp()
    app.goes(
        joining.visit(AppSitting(app), read_address(address), match, nation, name, joining.Proof(password))
    )
    async with app.run_test(size=size) as pilot:
        try:
            yield Guest(app, pilot)
        finally:
            await app.ended()
