"""The app, besieged: what runs at the inner end of the terminal.

Owns: `run`, which looks at one place after the other and says what should stand there.
Does not know: what does stand there (the other end compares), what the places are.

It says so in a line of JSON on a socket, after it has written a mark into the terminal: whatever it drew stands before
that mark. Then it waits for ``on``; until the other end is content it is told ``again``.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from attrs import define, field, frozen
from textual.screen import Screen
from textual.widget import Widget

from detente_client.app.app import DetenteApp
from tests.client.app.looking import screen_text
from tests.client.app.siege.places import GROUPS, PLACES, Place
from tests.client.app.siege.stage import Stage
from tests.client.attacks import Poison

CONTENT = 42
"""The exit code to which no other way leads."""
AGAIN_S = 0.01


@frozen
class Siege:
    """What is done in one process."""

    group: str
    waves: tuple[Poison, ...]
    """One after the other, each at all places of the group."""
    only: str = ""
    """At this place alone."""
    plant: str = ""
    """A fault of this name is planted first."""

    @property
    def places(self) -> list[Place]:
        """What is looked at."""
        return [one for one in PLACES if one.group == self.group and self.only in ("", one.id)]


@define
class Walk:
    """From one place to the next."""

    app: DetenteApp
    link: socket.socket
    siege: Siege
    folder: Path
    marks: int = field(default=0, init=False)

    async def through(self) -> int:
        """All of it."""
        for n, poison in enumerate(self.siege.waves):
            stage, usual = Stage(self.app, poison, self.folder), self.app.settings
            await GROUPS[self.siege.group](stage)
            await stage.still()
            base = self.app.screen
            for place in self.siege.places:
                await place.way(stage)
                await stage.still()
                await self._look(n, place.id)
                await stage.clear(base)
                self.app.settings = usual
            await stage.clear(None)
        return CONTENT

    async def _look(self, wave: int, place: str) -> None:
        """Say what should stand there, until the other end has seen it."""
        answer = b""
        while answer != b"on\n":
            self.marks += 1
            self.app.signal(f"\x1b]7777;{self.marks}\x07")
            said = {"mark": self.marks, "wave": wave, "place": place, **seen(self.app)}
            loop = asyncio.get_running_loop()
            await loop.sock_sendall(self.link, json.dumps(said).encode() + b"\n")
            answer = await loop.sock_recv(self.link, 64)
            if not answer:
                raise ConnectionError("nobody looks")
            await asyncio.sleep(0 if answer == b"on\n" else AGAIN_S)


def seen(app: DetenteApp) -> dict[str, Any]:
    """What should be on the terminal, what could be clicked there, and which classes drew it."""
    strips = app.screen._compositor.render_strips()
    styles = [segment.style for strip in strips for segment in strip if segment.style is not None]
    links = [str(style.meta or style.link) for style in styles if style.link or "@click" in style.meta]
    return {"rows": screen_text(app).split("\n"), "links": links, "drawn": sorted(_drawn(app.screen))}


def _drawn(screen: Screen[Any]) -> set[str]:
    """The classes of what is in sight."""
    there: Sequence[Widget] = [
        screen,
        *(one for one in screen.query("*") if one.region.area and one.is_on_screen),
    ]
    return {f"{cls.__module__}.{cls.__qualname__}" for one in there for cls in type(one).__mro__}


def run(tty: str, link: str, home: str, siege: Siege) -> None:
    """The whole process: its terminal is `tty`."""
    os.setsid()
    inner = os.open(tty, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(inner, number)
    _stdin_is(open(0, closefd=False))  # noqa: SIM115  multiprocessing has closed the one that there was
    for name in ("COLUMNS", "LINES", "NO_COLOR"):
        os.environ.pop(name, None)
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "DETENTE_HOME": home}
    sys.exit(asyncio.run(_besieged(Path(home), link, siege)))


def _stdin_is(file: TextIO) -> None:
    """For Textual, which reads from the first there was."""
    sys.stdin = file
    vars(sys)["__stdin__"] = file


async def _besieged(home: Path, link: str, siege: Siege) -> int:
    plug = socket.socket(socket.AF_UNIX)
    plug.connect(link)
    plug.setblocking(False)
    app = DetenteApp()
    DetenteApp.NOTIFICATION_TIMEOUT = 3600
    if siege.plant:
        from tests.client.app.siege.planted import plant

        plant(siege.plant)
    app.goes(Walk(app, plug, siege, home).through())
    code = await app.run_async(mouse=False)
    await app.ended()
    app.raise_trouble()
    return code or 0
