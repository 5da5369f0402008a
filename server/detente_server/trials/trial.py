"""One trial, from its lines to its verdict.

Owns: the order of GIVEN, ACTS and THEN, and the place of the first line that does not hold.
Does not know: where the lines stand in a file, or how one of them is played (`play`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from attrs import frozen

from detente_server.rules.pack import Pack
from detente_server.trials.holding import then
from detente_server.trials.notation import BadCase, Unmet
from detente_server.trials.play import Play, start

Part = Literal["given", "acts", "then"]


@frozen
class Trial:
    """What is tried, line by line."""

    given: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    then: tuple[str, ...] = ()


@frozen
class Broken:
    """The first line of a trial that cannot be read, or that does not hold."""

    part: Part
    line: int
    """From 0, within its part."""
    readable: bool
    """False: the line says nothing that the notation knows."""
    message: str


def try_(pack: Pack, trial: Trial) -> Broken | None:
    """Play the trial from the opening of the pack, historical cards and empty salt; None: all holds."""
    begun: list[Play] = []
    first = _each("given", trial.given, lambda line: None) or _started(pack, trial, begun)
    if first is not None:
        return first
    (play,) = begun
    return _each("acts", trial.acts, play.act) or _each("then", trial.then, lambda line: then(play, line))


def _started(pack: Pack, trial: Trial, begun: list[Play]) -> Broken | None:
    """Set the givens all at once; if that fails, one by one, to name the line."""
    try:
        begun.append(start(pack, trial.given))
    except Exception as problem:
        for n in range(len(trial.given)):
            found = _each("given", trial.given[n : n + 1], lambda line: _alone(pack, line))
            if found is not None:
                return Broken("given", n, found.readable, found.message)
        return _broken("given", 0, problem)
    return None


def _alone(pack: Pack, line: str) -> None:
    start(pack, [line])


def _each(part: Part, lines: Sequence[str], take: Callable[[str], None]) -> Broken | None:
    for n, line in enumerate(lines):
        try:
            take(line)
        except Exception as problem:  # the line is the author's: whatever it runs into is said of the line
            return _broken(part, n, problem)
    return None


def _broken(part: Part, line: int, problem: Exception) -> Broken:
    match problem:
        case Unmet():
            return Broken(part, line, True, str(problem))
        case BadCase():
            return Broken(part, line, False, str(problem))
        case KeyError(args=[name]):
            return Broken(part, line, False, f"there is no {name!a} here"[:120])
        case _:
            said = ascii(f"{type(problem).__name__} {problem}")[1:81]
            return Broken(part, line, False, f"nothing comes of this line ({said})")
