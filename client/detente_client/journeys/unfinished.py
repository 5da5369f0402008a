"""Solo games that are not over: each has a folder of its own, which goes when the game is over.

Owns: the folders, which of them is the newest, which are given up.
Does not know: what the server keeps in them.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from detente_client.i18n import tr
from detente_client.link.lock import locked
from detente_client.trouble import Trouble
from detente_wire.gate import one_line
from detente_wire.messages import MatchId

KEPT = 5
"""So many unfinished games are kept; older ones go when another begins."""
_NOTE = "game.json"


@frozen
class Begun:
    """An unfinished game, as it is listed."""

    folder: str
    """The name of its folder, which begins with the day and the time: ``20261124-160500-1f2e``."""
    match: MatchId
    crisis: str = ""
    nation: str = ""
    turn: int = 0
    """In which it was left."""

    @property
    def when(self) -> str:
        """When it was begun."""
        day, clock, *_ = [*self.folder.split("-"), "", ""]
        return f"{day[:4]}-{day[4:6]}-{day[6:8]} {clock[:2]}:{clock[2:4]}"


@frozen
class Place:
    """Where one game lives while it is played."""

    folder: Path

    @property
    def data(self) -> Path:
        """The server's database."""
        return self.folder / "data"

    @property
    def archive(self) -> Path:
        """Where the server leaves the finished match."""
        return self.folder / "archive"

    @property
    def log(self) -> Path:
        """What the server complained of."""
        return self.folder / "server.log"

    def note(self, match: MatchId, crisis: str = "", nation: str = "", turn: int = 0) -> None:
        """The game has begun, or has come so far: it can be taken up again.

        The note is replaced as a whole: without one the game would count as none. `Trouble` if there can be none.
        """
        note = {"match": match, "crisis": crisis, "nation": nation, "turn": turn}
        part = self.folder / f"{_NOTE}.part"
        try:
            part.write_text(json.dumps(note), encoding="utf-8")
            os.replace(part, self.folder / _NOTE)
        except OSError as why:
            if self.match() == match:
                return  # a full disk: the older note leads to the game as well
            reason = (why.strerror or str(why)).lower()
            raise Trouble(
                tr("The game cannot be kept in {folder}: {why}.", folder=self.folder, why=reason),
                tr("Make room there, or make it writable."),
            ) from None

    def begun(self) -> Begun | None:
        """What is played here; None: nothing has begun."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            said = json.loads((self.folder / _NOTE).read_text(encoding="utf-8"))
            crisis, nation = one_line(str(said.get("crisis", ""))), one_line(str(said.get("nation", "")))
            return Begun(
                self.folder.name, MatchId(str(said["match"])), crisis, nation, int(said.get("turn", 0))
            )
        return None

    def match(self) -> MatchId:
        """Which match is played here; empty: none has begun."""
        begun = self.begun()
        return begun.match if begun else MatchId("")

    def is_played(self) -> bool:
        """Whether another process plays it now."""
        with locked(self.folder.with_suffix(".lock")) as free:
            return not free

    def remove(self) -> None:
        """The game is over, or was given up."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.with_suffix(".lock").unlink(missing_ok=True)


@contextlib.contextmanager
def new_place(folder: Path) -> Iterator[Place]:
    """A place for a new game; it stays if the game has begun and nobody removed it."""
    for old in [place for place in _places(folder) if not place.is_played()][KEPT - 1 :]:
        old.remove()
    place = Place(folder / f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(2)}")
    with _held(place):
        place.folder.mkdir(mode=0o700)
        yield place


def unfinished(folder: Path) -> tuple[Begun, ...]:
    """The games that can be taken up again, the newest first."""
    free = [place for place in _places(folder) if not place.is_played()]
    return tuple(begun for place in free if (begun := place.begun()) is not None)


@contextlib.contextmanager
def last_place(folder: Path, name: str = "") -> Iterator[Place]:
    """The place of the unfinished game in the folder of this name, else of the newest; `Trouble` if there is none."""
    named = [place for place in _places(folder) if name in ("", place.folder.name)]
    found = next((place for place in named if place.match() and not place.is_played()), None)
    if found is None:
        raise Trouble(tr("There is no unfinished game."), tr("Begin one: detente solo"))
    with _held(found):
        yield found


@contextlib.contextmanager
def _held(place: Place) -> Iterator[None]:
    with locked(place.folder.with_suffix(".lock")):
        try:
            yield
        finally:
            if not place.match():
                place.remove()


def _places(folder: Path) -> list[Place]:
    """The newest first."""
    if not folder.is_dir():
        return []
    return [Place(path) for path in sorted(folder.iterdir(), reverse=True) if path.is_dir()]
