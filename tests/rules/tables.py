"""The packs that the tests of the rules play, and a case begun on one of them.

Owns: packs by name. Does not know: the notation (`detente_server.trials`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path

from detente_server.packs.loader import LoadedPack, load
from detente_server.rules.pack import Pack
from detente_server.trials import play
from detente_server.trials.play import Play

PACKS = Path(__file__).parent.parent / "packs"


@functools.cache
def pack_named(name: str) -> Pack:
    """A pack of tests/packs, or one of content/."""
    folder = PACKS / name
    loaded = load(folder if folder.exists() else PACKS.parent.parent / "content" / name)
    assert isinstance(loaded, LoadedPack), "\n".join(str(problem) for problem in loaded)
    return loaded.pack


def start(pack_name: str, given: Iterable[str]) -> Play:
    """The opening state of the pack with the givens set."""
    return play.start(pack_named(pack_name), given)
