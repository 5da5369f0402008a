"""The lobby's screen: the matches that there are, and sitting down.

Owns: `LobbyScreen`.
Does not know: sockets (the session).
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from textual.app import ComposeResult
from textual.screen import Screen

from detente_client.app.kit import Choices, Words
from detente_client.attended import Match
from detente_client.choosing import sit_down
from detente_client.rows import row_line
from detente_client.session import Session
from detente_client.trouble import Trouble


class LobbyScreen(Screen[Match | None]):
    """Dismissed with the match, or with None."""

    BINDINGS = [("escape", "leave", "")]

    def __init__(self, session: Session, nation: str | None) -> None:
        super().__init__()
        self._session = session
        self._nation = nation
        self._tasks: set[asyncio.Task[None]] = set()

    def compose(self) -> ComposeResult:
        """A list, and a line for what went wrong."""
        yield Choices(id="matches")
        yield Words(id="said")

    async def on_mount(self) -> None:
        """Ask what there is."""
        self._spawn(self._list())

    def _spawn(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _list(self) -> None:
        rows = await self._session.matches()
        self.query_one("#matches", Choices).offer([(row.match, row_line(row)) for row in rows])

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Sit down there."""
        self._spawn(self._join(event.option.id or ""))

    async def _join(self, match: str) -> None:
        try:
            self.dismiss(await sit_down(self._session, match, self._nation))
        except Trouble as trouble:
            self.query_one("#said", Words).show(str(trouble))

    def action_leave(self) -> None:
        """Leave the server."""
        self.dismiss(None)
