"""The application: it wears a theme, knows the player's keys, and goes on one journey.

Owns: `DetenteApp`; beginning and end of the journey; what is still to be said when the screen is given back.
Does not know: what the journey is (solo, a server, an archive), any screen's contents.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Iterable
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar, runtime_checkable

from attrs import evolve
from textual.app import App, SystemCommand
from textual.events import Event, Key, Paste
from textual.screen import Screen
from textual.worker import WorkerFailed

from detente_client.app.actions import Acting, Action, bindings
from detente_client.app.everywhere import TABLE
from detente_client.app.keynames import key_of, written
from detente_client.app.kit import shown
from detente_client.app.mishap import mishap
from detente_client.app.terminal import read_alt
from detente_client.app.themes import THEMES
from detente_client.app.waiting import WaitingScreen
from detente_client.i18n import tr
from detente_client.settings import Settings, keep
from detente_client.settings.values import THEMES as THEME_NAMES
from detente_client.trouble import Trouble

_Answer = TypeVar("_Answer")
PARENT_S = 2.0
"""So often the app behind a page looks whether its server is there."""


@runtime_checkable
class Catching(Protocol):
    """A screen on which typing is never lost, wherever the cursor is."""

    def catches(self, event: Key | Paste) -> bool:
        """Take it, if nothing else has a use for it."""


class DetenteApp(Acting, App[int], inherit_bindings=False):
    """One run of the full-screen client."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)

    TITLE = "Détente"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    """Textual would bind a key of its own beside ours."""

    def __init__(self, settings: Settings | None = None, kept_in: Path | None = None) -> None:
        """`kept_in`: the file to which changed settings go; none: they last as long as the app."""
        super().__init__()
        read_alt()
        self.animation_level = "none"  # scrolling glides over slow links for nobody's good
        self.use_command_palette = True
        self.settings = settings or Settings()
        self._kept_in = kept_in
        self.beforehand: list[str] = []
        """What was said since the last match: it is read in the news of the next, too."""
        self.farewell: list[str] = []
        """Lines for the terminal once the screen is given back: commands to come back with."""
        self.written: list[str] = []
        """Lines that follow them: where files are."""
        self.trouble: BaseException | None = None
        """Why the journey came to a bad end."""
        self.journey: asyncio.Task[int] | None = None
        self._travel: Coroutine[Any, Any, int] | None = None
        for name in [*self.available_themes]:
            self.unregister_theme(name)  # they do not know the colours that the app's own themes have
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.settings.theme

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

    async def on_event(self, event: Event) -> None:
        """What is typed or pasted is offered to the screen first, if it wants it. A paste has passed the gate before
        any widget, of Textual's own too, sees it."""
        if isinstance(event, Paste):
            event.text = shown(event.text)
        if isinstance(event, Key | Paste) and not event.is_forwarded and self._caught(event):
            return
        await super().on_event(event)

    def _caught(self, event: Key | Paste) -> bool:
        return isinstance(self.screen, Catching) and self.screen.catches(event)

    async def shown(self, screen: Screen[_Answer]) -> _Answer | None:
        """Show a screen until it is dismissed; its answer."""
        answer: asyncio.Future[_Answer | None] = asyncio.get_running_loop().create_future()

        def dismissed(given: _Answer | None) -> None:
            if not answer.done():
                answer.set_result(given)

        await self.push_screen(screen, dismissed)
        return await answer

    def signal(self, sequence: str) -> None:
        """Send the terminal what is no part of the screen: a bell, a note on the desktop."""
        if self._driver is not None:
            self._driver.write(sequence)

    def wrote(self, line: str) -> None:
        """Say once more in the terminal where a file is."""
        if line not in self.written:
            self.written.append(line)

    def toast(self, text: str, *, urgent: bool = False) -> None:
        """Say something in passing."""
        self.notify(shown(text), severity="warning" if urgent else "information", markup=False)

    # -- settings and keys --------------------------------------------------------------------------------------

    def wear(self, settings: Settings) -> None:
        """Have it so from now on; `Trouble` if it cannot be kept."""
        self.settings = settings
        self.theme = settings.theme
        if self._kept_in is not None:
            keep(settings, self._kept_in)

    def next_theme(self) -> None:
        """The next of the themes, and its name in passing."""
        at = THEME_NAMES.index(self.settings.theme)
        self._wear_theme(THEME_NAMES[(at + 1) % len(THEME_NAMES)])

    def _wear_theme(self, name: str) -> None:
        try:
            self.wear(evolve(self.settings, theme=name))
        except Trouble as trouble:
            self.toast(str(trouble), urgent=True)
        else:
            self.toast(tr("Colours: {name}.", name=name))

    async def show_settings(self) -> None:
        """The screen of the settings, once."""
        from detente_client.app.preferences import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            await self.push_screen(SettingsScreen())

    def action_command_palette(self) -> None:
        """Open the palette, once; what it takes is imported when it is first opened."""
        from detente_client.app.palette import PaletteScreen

        if self.use_command_palette and not isinstance(self.screen, PaletteScreen):
            self.push_screen(PaletteScreen())

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers: what the keys of this screen do, and the themes."""
        owners: list[Acting] = [screen, self] if isinstance(screen, Acting) else [self]
        for owner in owners:
            for action in owner.ACTIONS:
                if action.id != "app.palette" and owner.offers(action):
                    title = f"{action.title} ({written(self.keys_of(action))})"
                    yield SystemCommand(title, action.help, partial(owner.action_do, action.id))
        for name in THEME_NAMES:
            yield SystemCommand(
                tr("Colours: {name}", name=name), tr("Wear this theme."), partial(self._wear_theme, name)
            )

    def keys_of(self, action: Action) -> str:
        """The keys of an action as they are now, with commas between."""
        return self._keymap.get(action.id, action.keys)

    def know_keys(self, path: Path) -> None:
        """Take the player's keys from their file; what is wrong in it is told, and keeps nobody from a game."""
        if path.is_file():
            from detente_client.app.keymap import read_keymap, tables

            found = read_keymap(path, [action for table in tables().values() for action in table])
            self.set_keymap(dict(found.keys))
            for problem in found.problems:
                self.toast(problem, urgent=True)

    # -- leaving ------------------------------------------------------------------------------------------------

    def action_help_quit(self) -> None:
        """Ctrl+C copies where something is marked; whoever means to leave is told how."""
        if marked := self.screen.get_selected_text():
            self.copy_to_clipboard(marked)
            self.toast(tr("Copied."))
            return
        key = key_of(self, TABLE, "app.quit")
        self.toast(tr("{key} leaves. Nothing is lost: you are told how to come back.", key=key))

    async def leave(self) -> None:
        """Leave the app; the screen of a match asks first what becomes of the seat."""
        for screen in reversed(self.screen_stack):
            asked = getattr(screen, "ask_leave", None)
            if asked is not None:
                await asked()
                return
        self.exit(130)

    def ends_with_parent(self) -> None:
        """Behind a page: end when whoever began this process is gone, however he went."""
        parent = os.getppid()
        loop = asyncio.get_running_loop()

        def look() -> None:
            if os.getppid() != parent:
                self.exit(129)
            else:
                loop.call_later(PARENT_S, look)

        look()

    async def ended(self) -> None:
        """End the journey, if it goes on; what it had open is closed."""
        if self._travel is not None and self.journey is None:
            self._travel.close()
        if self.journey is not None and not self.journey.done():
            self.journey.cancel()
        if self.journey is not None:
            await asyncio.gather(self.journey, return_exceptions=True)

    def _handle_exception(self, error: Exception) -> None:
        """End in sentences; in tests the error itself is wanted."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if self.is_headless and not isinstance(cause, Trouble):
            super()._handle_exception(error)
        elif self.trouble is None:
            self.trouble = cause
            self.exit(1)

    def raise_trouble(self) -> None:
        """What went wrong, for whoever can say it."""
        if self.trouble is not None:
            raise mishap(self.trouble) from None
