"""The application: it wears a theme, knows the player's keys, and goes on one journey.

Owns: `DetenteApp`; beginning and end of the journey; what is still to be said when the screen is given back.
Does not know: what the journey is (solo, a server, an archive), any screen's contents.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from textual.app import App
from textual.screen import Screen

from detente_client.app.themes import THEMES, USUAL
from detente_client.app.waiting import WaitingScreen
from detente_client.trouble import Trouble

_Answer = TypeVar("_Answer")


class DetenteApp(App[int]):
    """One run of the full-screen client."""

    TITLE = "Détente"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True

    def __init__(self) -> None:
        super().__init__()
        self.farewell: list[str] = []
        """Lines for the terminal once the screen is given back: paths, commands to come back with."""
        self.trouble: BaseException | None = None
        """Why the journey came to a bad end."""
        self.journey: asyncio.Task[int] | None = None
        self._travel: Coroutine[Any, Any, int] | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = USUAL

    def get_default_screen(self) -> Screen[Any]:
        """What is seen while nothing else is."""
        return WaitingScreen()

    def goes(self, travel: Coroutine[Any, Any, int]) -> None:
        """What to do as soon as the screen stands."""
        self._travel = travel

    def on_mount(self) -> None:
        """Paint first: what the journey imports takes longer than all the rest."""
        self.call_after_refresh(self._set_out)

    def _set_out(self) -> None:
        """The journey's end is the end of the app."""
        if self._travel is not None:
            self.journey = asyncio.create_task(self._travel)
            self.journey.add_done_callback(self._arrived)

    def _arrived(self, journey: asyncio.Task[int]) -> None:
        if journey.cancelled():
            self.exit(130)
        elif (why := journey.exception()) is not None:
            self.trouble = why
            self.exit(1)
        else:
            self.exit(journey.result())

    async def shown(self, screen: Screen[_Answer]) -> _Answer | None:
        """Show a screen until it is dismissed; its answer."""
        answer: asyncio.Future[_Answer | None] = asyncio.get_running_loop().create_future()

        def dismissed(given: _Answer | None) -> None:
            if not answer.done():
                answer.set_result(given)

        await self.push_screen(screen, dismissed)
        return await answer

    def toast(self, text: str, *, urgent: bool = False) -> None:
        """Say something in passing."""
        self.notify(text, severity="warning" if urgent else "information", markup=False)

    async def ended(self) -> None:
        """End the journey, if it goes on; what it had open is closed."""
        if self._travel is not None and self.journey is None:
            self._travel.close()
        if self.journey is not None and not self.journey.done():
            self.journey.cancel()
        if self.journey is not None:
            await asyncio.gather(self.journey, return_exceptions=True)

    def raise_trouble(self) -> None:
        """What went wrong, for whoever can say it."""
        if isinstance(self.trouble, Trouble) or self.trouble is not None:
            raise self.trouble
