"""The trials of a pack, tried: what does not hold is a problem at its line.

Owns: from a verdict on lines to a problem with its place.
Does not know: how a line is played (`detente_server.trials`).
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_server.packs.loader import LoadedPack
from detente_server.packs.problems import PackProblem
from detente_server.packs.trials import WrittenLine, WrittenTrial
from detente_server.trials.trial import Broken, Trial, try_

HINT = "the notation is in docs/reference/trials.md"


def tried(pack: LoadedPack) -> Iterator[PackProblem]:
    """The first line that does not hold of every trial."""
    for trial in pack.trials:
        broken = try_(pack.pack, _plain(trial))
        if broken is not None:
            yield _problem(trial, broken)


def _plain(trial: WrittenTrial) -> Trial:
    return Trial(_texts(trial.given), _texts(trial.acts), _texts(trial.then))


def _texts(lines: tuple[WrittenLine, ...]) -> tuple[str, ...]:
    return tuple(line.text for line in lines)


def _problem(trial: WrittenTrial, broken: Broken) -> PackProblem:
    parts = {"given": trial.given, "acts": trial.acts, "then": trial.then}
    line = parts[broken.part][broken.line]
    code, hint = ("trial-failed", "") if broken.readable else ("trial-line", HINT)
    message = f"{trial.title}: {broken.message}"
    return PackProblem(trial.file, line.line, line.column, code, message, hint)
