"""Many matches of bots at once, on all cores.

Owns: the plans of a run, the worker processes. Does not know: what comes of a match (`courses`), tables (`tallies`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

from detente_server.garbage import rest, spared
from detente_server.packs.loader import LoadedPack, load_files
from detente_server.workshop.courses import Course, Plan, course
from detente_wire.terms import NationId

Progress = Callable[[int], None]
"""Told how many more matches are done."""
CHUNK = 4
"""Matches handed to a worker at a time."""

_loaded: list[LoadedPack] = []
"""In a worker: the pack that it plays."""


def plans(
    n: int, seed: int = 0, temper: str = "", conducts: Mapping[NationId, str] | None = None
) -> list[Plan]:
    """`n` matches with the seeds from `seed` on."""
    seated = tuple((conducts or {}).items())
    return [Plan(str(seed + k), temper, seated) for k in range(n)]


def simulate(
    loaded: LoadedPack, planned: Sequence[Plan], progress: Progress = lambda n: None, cores: int | None = None
) -> list[Course]:
    """The course of every match, in order of the plans, whatever the number of cores."""
    workers = min(cores or os.cpu_count() or 1, max(1, len(planned) // CHUNK))
    if workers == 1:
        with spared():
            return list(_counted((course(loaded, plan) for plan in planned), progress))
    with ProcessPoolExecutor(workers, initializer=_prepare, initargs=(dict(loaded.raw),)) as pool:
        return list(_counted(pool.map(_play, planned, chunksize=CHUNK), progress))


def _counted(courses: Iterator[Course], progress: Progress) -> Iterator[Course]:
    for one in courses:
        progress(1)
        yield one


def _prepare(raw: Mapping[str, bytes]) -> None:
    """In a worker: compile the pack once."""
    loaded = load_files(raw)
    assert isinstance(loaded, LoadedPack)
    _loaded.append(loaded)
    rest()


def _play(plan: Plan) -> Course:
    return course(_loaded[-1], plan)
