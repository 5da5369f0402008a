"""A person in front of the app: a journey's lobby, match and debrief as screens.

Owns: `AppSitting`, `in_app`.
Does not know: what a journey does between.

Screens, and all that they need, are imported when they are first shown: the app paints before that.
"""

from __future__ import annotations

import asyncio
import contextlib
import select
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from detente_client.app.app import DetenteApp
from detente_client.app.waiting import WaitingScreen
from detente_client.folders import keys_file
from detente_client.journeys.sitting import in_browser
from detente_client.settings import load, settings_file
from detente_client.trouble import Trouble

if TYPE_CHECKING:
    from detente_client.home.choices import Choice
    from detente_client.home.shelf import Shelf
    from detente_client.journeys.sitting import Journey, Sitting
    from detente_client.sessions.attended import Match
    from detente_client.sessions.session import Session
    from detente_client.settings import Problem
    from detente_wire.archive import Archive
    from detente_wire.terms import NationId


async def in_app(journey: Journey) -> int:
    """Go on a journey in the app; the exit code. What remains to be said is printed when the screen is given back."""
    found = load()
    app = DetenteApp(found.settings, settings_file())
    app.goes(_travel(app, journey, found.problems))
    _end_on_signals(app)
    if in_browser():
        app.ends_with_parent()
    else:
        _end_with_terminal(app)
    try:
        code = await app.run_async(mouse=found.settings.mouse)
    finally:
        await app.ended()
        if not in_browser():  # a page has no terminal to come back to
            with contextlib.suppress(OSError):  # the terminal is gone
                print(*app.farewell, *app.written, sep="\n", end="\n" * bool(app.farewell or app.written))
    app.raise_trouble()
    return code or app.return_code or 0


def _end_on_signals(app: DetenteApp) -> None:
    """Whoever ends this process, or closes its terminal, ends the app in order."""
    for name in ("SIGTERM", "SIGHUP"):
        with contextlib.suppress(NotImplementedError, AttributeError):  # not on every system
            sign = getattr(signal, name)
            asyncio.get_running_loop().add_signal_handler(sign, app.exit, 128 + sign)


def _end_with_terminal(app: DetenteApp) -> None:
    """End in order when the terminal is gone.

    Its end sends a signal to the leader of its session alone, which may be another process (a shell that ran ``make
    play``) and not pass it on; and Textual would read from nothing for ever.
    """
    if not hasattr(select, "poll"):  # not on every system
        return
    loop, poller = asyncio.get_running_loop(), select.poll()
    poller.register(sys.__stdin__ or 0, 0)  # asked for nothing, it wakes for the end alone

    def wait() -> None:
        poller.poll()
        with contextlib.suppress(RuntimeError):  # the app came to its end meanwhile
            loop.call_soon_threadsafe(app.exit, 128 + signal.SIGHUP)

    threading.Thread(target=wait, name="end-of-terminal", daemon=True).start()


async def _travel(app: DetenteApp, journey: Journey, problems: tuple[Problem, ...]) -> int:
    for problem in problems:
        app.toast(problem.text(settings_file()), urgent=True)
    app.know_keys(keys_file())
    return await journey(AppSitting(app))


@frozen
class AppSitting:
    """The screens of one run."""

    app: DetenteApp

    def say(self, *lines: str) -> None:
        """On the screen behind the others, and in passing on the one before."""
        below = self.app.screen_stack[0]
        if isinstance(below, WaitingScreen):
            below.say(*lines)
        if len(self.app.screen_stack) > 1:
            self.app.toast(" ".join(lines))
        self.app.beforehand += lines

    def say_paths(self, text: str) -> None:
        """In the terminal once the app is closed."""
        self.app.farewell += [line for line in text.splitlines() if line not in self.app.farewell]

    async def ask(self, prompt: str) -> str | None:
        """In a small window."""
        from detente_client.app.asking import AskScreen

        return await self.app.shown(AskScreen(prompt))

    async def read_secret(self, prompt: str) -> str | None:
        """In a small window, not shown."""
        from detente_client.app.asking import AskScreen

        return await self.app.shown(AskScreen(prompt, hidden=True))

    async def lobby(self, session: Session, nation: str | None) -> Match | None:
        """The lobby's screen; how to come back to the last table can be seen there."""
        from detente_client.app.lobby.screen import LobbyScreen

        self.app.farewell.clear()
        found = await self.app.shown(LobbyScreen(session, nation))
        if isinstance(found, Trouble):
            raise found
        return found

    async def home(self, shelf: Shelf) -> Choice | None:
        """The screen of home; what was to be said of the last game can be seen there."""
        from detente_client.app.home.screen import HomeScreen

        self.app.farewell.clear()
        self.app.written.clear()
        return await self.app.shown(HomeScreen(shelf))

    async def play(self, match: Match, again: str = "") -> int:
        """The match's screen."""
        from detente_client.app.match.screen import MatchScreen
        from detente_client.delegation.notebook import shelf_in
        from detente_client.folders import notebook_folder

        beforehand, self.app.beforehand = self.app.beforehand, []
        screen = MatchScreen(match, shelf_in(notebook_folder()), again, beforehand)
        try:
            found = await self.app.shown(screen)
        finally:  # while there is a session: it ends with the journey
            await screen.delegation.marking.finish()
        if isinstance(found, Trouble):
            raise found
        return found or 0

    async def debrief(self, archive: Path, nation: NationId | None = None) -> None:
        """The debrief's screen; where the file is stays in the terminal."""
        from detente_client.app.debrief.screen import DebriefScreen
        from detente_client.debrief import files

        self.app.farewell.clear()  # there is nothing to come back to
        self.app.wrote(files.where(archive))
        try:
            made, first = files.read(archive, nation)
        except Trouble as trouble:
            self.app.toast(trouble.problem, urgent=True)
            return
        await self.app.shown(DebriefScreen(archive, made, first))

    async def replay(self, archive: Archive, nation: NationId | None) -> None:
        """The screen of a match that is gone through."""
        from detente_client.app.replay.screen import ReplayScreen

        await self.app.shown(ReplayScreen(archive, nation))


async def replayed(path: Path, nation: str | None) -> int:
    """Go through the match in this file in the app; the exit code. `Trouble` if it cannot be read."""
    from detente_client.lobby.choosing import pick_nation
    from detente_client.publicpack import read_pack
    from detente_client.replay.retelling import load, player_of

    match = load(path)
    asked = pick_nation(nation, read_pack(match.header.public), playable=False) if nation else None

    async def journey(sitting: Sitting) -> int:
        assert isinstance(sitting, AppSitting)
        await sitting.replay(match, asked or player_of(match))
        return 0

    return await in_app(journey)
