"""Solo games that are not over: each has a folder of its own, which goes when the game is over.

Owns: the folders, which of them is the newest, which are given up.
Does not know: what the server keeps in them.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from detente_client.link.lock import locked
from detente_client.trouble import Trouble
from detente_wire.messages import MatchId

KEPT = 5
"""So many unfinished games are kept; older ones go when another begins."""
_NOTE = "game.json"


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

    def note(self, match: MatchId) -> None:
        """The game has begun: from now on it can be taken up again."""
        (self.folder / _NOTE).write_text(json.dumps({"match": match}), encoding="utf-8")

    def match(self) -> MatchId:
        """Which match is played here; empty: none has begun."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            said = json.loads((self.folder / _NOTE).read_text(encoding="utf-8"))
            return MatchId(str(said["match"]))
        return MatchId("")

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


@contextlib.contextmanager
def last_place(folder: Path) -> Iterator[Place]:
    """The place of the newest unfinished game; `Trouble` if there is none."""
    found = next((place for place in _places(folder) if place.match() and not place.is_played()), None)
    if found is None:
        raise Trouble("There is no unfinished game.", "Begin one: detente solo")
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
