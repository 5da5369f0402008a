"""A match of bots from the command line.

Owns: finding the pack, writing an archive, the result as plain data and as a few lines.
Does not know: how the match is played (`arena`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from detente_server import arena
from detente_server.host.environment import write_file
from detente_server.packs.catalog import UnknownPack
from detente_server.packs.loader import LoadedPack
from detente_server.packs.shelves import found, shelves
from detente_wire.archive import write


class CannotPlay(Exception):
    """The match cannot be played or kept; the message is a sentence for the user."""


def play(
    pack: str, seed: str, temper: str, mode: Any, content: Path | None, output: Path | None
) -> dict[str, Any]:
    """The result: nations, scores, outcome, turns, archive_hash, archive."""
    try:
        loaded = found(pack, shelves(content))
    except UnknownPack as problem:
        raise CannotPlay(str(problem)) from None
    if not isinstance(loaded, LoadedPack):
        raise CannotPlay("\n".join(map(str, loaded)) + f"\nThe pack {pack} has problems: mend them first.")
    played = arena.play(loaded, arena.settings_for(loaded, seed, mode=mode, temper=temper))
    keep(played, output)
    return {
        "pack": loaded.pack.id,
        "seed": seed,
        "nations": list(loaded.pack.order),
        "tempers": dict(played.tempers),
        "scores": {score.nation: score.score_tenths / 10 for score in played.scores},
        "outcome": played.outcome,
        "turns": played.turns,
        "archive_hash": played.archive_hash,
        "archive": str(output) if output is not None else None,
    }


def keep(played: arena.Played, output: Path | None) -> None:
    """Write the archive, if it is wanted."""
    if output is None:
        return
    try:
        write_file(output, "".join(write(played.archive())))
    except OSError as problem:
        raise CannotPlay(
            f"{output} cannot be written: {problem.strerror}. Choose another file with -o."
        ) from None


def summary(result: dict[str, Any]) -> str:
    """The result for people."""
    scores = ", ".join(f"{nation} {points}" for nation, points in result["scores"].items())
    lines = [
        f"{result['pack']}, seed {result['seed']}: {result['outcome']} after {result['turns']} turns.",
        scores,
    ]
    if result["archive"]:
        lines.append(f"Archive: {result['archive']}; `detente replay` shows it turn by turn.")
    return "\n".join(lines)
