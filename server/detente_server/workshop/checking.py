"""All that can be said of a pack before it is played.

Owns: the order of the checks, and the report of them. Does not know: any single check, or how it is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from detente_server.packs.loader import Loaded, LoadedPack, load
from detente_server.packs.problems import PackProblem
from detente_server.workshop import smoke
from detente_server.workshop.figures import Figures, figures_of
from detente_server.workshop.smoke import Smoke
from detente_server.workshop.trying import tried


@frozen
class Report:
    """A pack that was checked."""

    name: str
    """As the author called it."""
    loaded: LoadedPack | None
    """None: it could not be read whole, and nothing was tried."""
    problems: tuple[PackProblem, ...]
    figures: Figures | None = None
    """None: not loaded."""
    smoke: tuple[Smoke, ...] = ()
    """The matches that came to their end."""

    @property
    def well(self) -> bool:
        """It has no problems."""
        return not self.problems


def packs_among(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """What of several paths may be a pack (a folder or a zip, or whatever is not there), and what is no pack.

    One path alone is taken as meant: what is wrong with it is said of a pack.
    """
    others = [path for path in paths if path.is_file() and path.suffix != ".zip"]
    if len(paths) == 1:
        others = []
    return [path for path in paths if path not in others], others


def check(path: Path) -> Report:
    """Everything about the pack in this folder or zip: read, reckoned, its trials tried, a few matches played."""
    return report(str(path), load(path))


def report(name: str, loaded: Loaded) -> Report:
    """As `check`, of a pack that was read already."""
    if not isinstance(loaded, LoadedPack):
        return Report(name, None, loaded)
    matches = tuple(smoke.played(loaded))
    problems = [*tried(loaded), *(one for one in matches if isinstance(one, PackProblem))]
    ended = tuple(one for one in matches if isinstance(one, Smoke))
    return Report(name, loaded, tuple(sorted(problems)), figures_of(loaded), ended)
