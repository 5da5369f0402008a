"""A person in front of the line mode: the screen, the match that is played on it, completion between the two.

Owns: one screen for the lobby and the match after it.
Does not know: where the match comes from, what the line mode does.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from attrs import define, field

from detente_client.commands import catalogue
from detente_client.delegation.notebook import shelf_in
from detente_client.folders import notebook_folder
from detente_client.home.choices import Choice
from detente_client.home.shelf import Shelf
from detente_client.i18n import tr
from detente_client.plain import lobby, play
from detente_client.plain.home import Menu
from detente_client.plain.screen import Screen, open_screen
from detente_client.printer import Printer
from detente_client.replay.retelling import as_seen_by, everything
from detente_client.sessions.attended import Match
from detente_client.sessions.session import Session
from detente_client.settings import load, settings_file
from detente_client.settings.command import problem_lines
from detente_client.trouble import Trouble
from detente_wire.archive import Archive
from detente_wire.terms import NationId


@define(eq=False)
class LineSitting:
    """One person's screen."""

    screen: Screen = field(init=False)
    _session: play.Session | None = None

    @classmethod
    @contextlib.contextmanager
    def opened(cls) -> Iterator[LineSitting]:
        """A screen until the block ends."""
        sitting = cls()
        with open_screen(sitting._complete) as screen:
            sitting.screen = screen
            sitting.say_paths("\n".join(problem_lines(load(settings_file()))))
            yield sitting

    async def lobby(self, session: Session, nation: str | None) -> Match | None:
        """The lobby in lines."""
        return await lobby.visit(session, self, self.screen, nation)

    async def home(self, shelf: Shelf) -> Choice | None:
        """A numbered menu."""
        return await Menu(self, shelf).choose()

    async def play(self, match: Match, again: str = "") -> int:
        """Play the match; the exit code."""
        found = load(settings_file())
        self._session = play.Session(
            match,
            self.screen,
            shelf=shelf_in(notebook_folder()),
            again=again,
            settings=lambda: found.settings,
        )
        return await self._session.run()

    def say(self, *lines: str) -> None:
        """Print lines that belong to no match."""
        self.screen.show(Printer(self.screen.width).rows(lines, keep=False))

    def say_paths(self, text: str) -> None:
        """Print text as it is: a path must stay on one line."""
        self.screen.show(text.splitlines())

    async def ask(self, prompt: str) -> str | None:
        """The next line; None at the end of input."""
        if not self.screen.interactive:
            self.say(prompt)
        return await self.screen.read(f"{prompt} ")

    async def read_secret(self, prompt: str) -> str | None:
        """The next line, which is not shown."""
        return await self.screen.read_secret(f"{prompt} ")

    async def replay(self, archive: Archive, nation: NationId | None) -> None:
        """A turn at a time."""
        pages = as_seen_by(archive, nation) if nation is not None else everything(archive)
        last = pages[-1].turn
        for page in pages:
            self.say(*page.lines)
            if page is pages[-1]:
                return
            asked = tr("-- turn {turn} of {last}: Enter goes on, q ends --", turn=page.turn, last=last)
            answer = await self.ask(asked)
            if answer is None or answer.strip().lower().startswith("q"):
                return

    async def debrief(self, archive: Path, nation: NationId | None = None) -> None:
        """What decided the match, the deal that could have been had, where the file is; nothing is asked."""
        from detente_client.debrief import files

        try:
            self.say(*files.summary(*files.read(archive, nation)))
        except Trouble as trouble:
            self.say(trouble.problem)
        self.say_paths(files.where(archive))

    def _complete(self, text: str) -> list[str]:
        return catalogue.completions(self._session.here, text) if self._session else []
