"""The trials of a pack as they are written: each line with its place.

Owns: reading trials/*.toml, the check that a trial expects something.
Does not know: the notation of the lines, or how they are tried (`detente_server.trials`).
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from detente_server.packs import format as files
from detente_server.packs.draft import Draft

MOST = 200
"""Trials of one pack."""
REFUSAL = " ! "
"""In a line of ACTS: what follows is the refusal that it expects."""


@frozen
class WrittenLine:
    """One line of a trial and where it stands."""

    text: str
    line: int
    column: int


@frozen
class WrittenTrial:
    """One trial of a pack."""

    file: str
    title: str
    given: tuple[WrittenLine, ...]
    acts: tuple[WrittenLine, ...]
    then: tuple[WrittenLine, ...]


def read(draft: Draft) -> Iterator[WrittenTrial]:
    """Every trial, in order of files; one that expects nothing is noted as a problem."""
    count = 0
    for file, source in draft.sources.items():
        if file in files.FILES:
            continue
        said = draft.reader.read(files.TrialsFile, source)
        for trial in said.trial if said else ():
            count += 1
            if count == MOST + 1:
                draft.add(
                    trial, "", "trial-many", f"a pack has at most {MOST} trials", "keep the telling ones"
                )
            if draft.clean(trial) and not trial.then and not any(REFUSAL in line for line in trial.acts):
                hint = "say in `then` what must hold, or expect a refusal in `acts`"
                draft.add(trial, "", "trial-empty", f"{trial.title!r} expects nothing", hint)
            yield _written(draft, file, trial)


def _written(draft: Draft, file: str, trial: files.TrialTable) -> WrittenTrial:
    source, path = draft.reader.place(trial)

    def lines(part: str, said: tuple[str, ...]) -> tuple[WrittenLine, ...]:
        places = (source.places.value((*path, part, n)) for n in range(len(said)))
        return tuple(WrittenLine(text, *place) for text, place in zip(said, places))

    return WrittenTrial(
        file,
        trial.title,
        lines("given", trial.given),
        lines("acts", trial.acts),
        lines("then", trial.then),
    )
