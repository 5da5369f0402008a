"""Where a siege takes place: one app, one poison, and the match that is looked at.

Owns: `Stage`, waiting until a screen stands still.
Does not know: which places there are.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from attrs import define
from textual.dom import DOMNode
from textual.events import Paste
from textual.pilot import Pilot
from textual.screen import Screen

from detente_client.app.app import DetenteApp
from detente_client.app.match.screen import MatchScreen
from tests.client.attacks import Poison
from tests.client.hostile import StoryTable
from tests.client.plain import story

PATIENT = 400
"""Turns of the loop within which a screen must stand still, whatever the machine's load."""
STILL = 3
"""So often in a row nothing must move."""
SOON_S = 1.0
"""What a widget means to do within this time is waited for."""
ENDLESS = frozenset({"_listen", "_lay", "_crises", "_pick_seat", "_ask_words"})
"""Workers that hear a match as long as it lasts, or wait for the player's answer."""


@define
class Stage:
    """What the ways need."""

    app: DetenteApp
    poison: Poison
    folder: Path
    table: StoryTable | None = None

    @property
    def screen(self) -> Screen[Any]:
        """The one on top."""
        return self.app.screen

    @property
    def match(self) -> MatchScreen:
        """The match that is looked at, be there windows above it or not."""
        return next(one for one in self.app.screen_stack if isinstance(one, MatchScreen))

    async def sit_down(self, told: list[story.Told]) -> MatchScreen:
        """At a table at which all this has been told."""
        self.table = StoryTable(self.poison)
        screen = MatchScreen(cast(Any, self.table), again=self.poison("last-words", "detente join"))
        await self.app.push_screen(screen)
        self.table.tell(told)
        await self.until(lambda: self.table is not None and not self.table.untold)
        return screen

    async def until(self, so: Callable[[], bool]) -> None:
        """Wait until it is so and everything is drawn."""
        for _ in range(PATIENT):
            if so() and await self.still():
                return
            await asyncio.sleep(0.005)

    async def still(self) -> bool:
        """Wait until nothing moves any more; whether it came to that."""
        pilot, same = Pilot(self.app), 0
        for _ in range(PATIENT):
            await pilot._wait_for_screen()
            same = 0 if self._moves() else same + 1
            if same >= STILL:
                return True
            await asyncio.sleep(0)
        return False

    def _moves(self) -> bool:
        """Whether something is still to be done, laid out or drawn."""
        screen = self.app.screen
        return (
            any(one.name not in ENDLESS and not one.is_finished for one in self.app.workers)
            or any(map(_waits, screen.walk_children(with_self=True)))
            or bool(screen._layout_required or screen._dirty_widgets or screen._callbacks)
            or bool(screen._scroll_required or screen._repaint_required or screen._recompose_required)
            or not screen._compositor.visible_widgets
            or bool(screen._compositor._dirty_regions)
        )

    async def press(self, *keys: str) -> None:
        """As the player does."""
        for key in keys:
            self.app.simulate_key(key)
        await self.still()

    async def paste(self, text: str) -> None:
        """As a terminal hands over what was copied elsewhere."""
        self.app.post_message(Paste(text))
        await self.still()

    async def clear(self, base: Screen[Any] | None) -> None:
        """Close what lies above the screen that all ways of a group begin at."""
        self.app.clear_notifications()
        while self.app.screen is not base and len(self.app.screen_stack) > 1:
            await self.app.pop_screen()
        await self.still()


def _waits(one: DOMNode) -> bool:
    """Whether it will do something soon."""
    timers = [timer for timer in one._timers if timer._repeat == 0 and timer._interval < SOON_S]
    return any(timer._task is not None and not timer._task.done() for timer in timers)
