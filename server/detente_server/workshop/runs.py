"""One run of `detente-pack simulate`, from what was asked to the lines printed.

Owns: which matches a run takes; probes beside the mixed bots that they are held against.
Does not know: flags, how lines look (`tempo`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from attrs import asdict, frozen

from detente_server.bots.probes import CONDUCTS
from detente_server.packs.loader import LoadedPack
from detente_server.packs.problems import did_you_mean
from detente_server.rules.pack import Pack
from detente_server.workshop import tempo
from detente_server.workshop.simulating import Progress, plans, simulate
from detente_wire.terms import NationId


class CannotRun(Exception):
    """There is no such probe or seat; the message is a sentence for the user."""


@frozen
class Run:
    """What was asked for."""

    matches: int
    seed: int = 0
    temper: str = ""
    probe: str = ""
    seat: str = ""
    """Of the probe; empty: each principal in turn."""
    plot: bool = False
    as_json: bool = False

    def seats(self, pack: Pack) -> tuple[NationId, ...]:
        """Where the probe sits."""
        return (NationId(self.seat),) if self.seat else pack.must_sign

    def length(self, pack: Pack) -> int:
        """How many matches it takes."""
        return self.matches * (2 * len(self.seats(pack)) if self.probe else 1)


def performed(loaded: LoadedPack, run: Run, progress: Progress) -> list[str]:
    """The lines of the whole run."""
    pack = loaded.pack
    if run.probe:
        return _lines(run, _probed(loaded, run, progress))
    courses = simulate(loaded, plans(run.matches, run.seed, run.temper), progress)
    if run.as_json:
        return [json.dumps(tempo.plain(pack, courses), ensure_ascii=False)]
    return list(tempo.page(pack, courses, run.plot))


def _lines(run: Run, found: Iterator[tempo.Probed]) -> list[str]:
    if run.as_json:
        return [json.dumps([asdict(one) | {"gains": one.gains} for one in found])]
    return [tempo.probe_line(one) for one in found]


def _probed(loaded: LoadedPack, run: Run, progress: Progress) -> Iterator[tempo.Probed]:
    if run.probe not in CONDUCTS:
        raise CannotRun(f"There is no probe {run.probe!a}; {did_you_mean(run.probe, CONDUCTS)}.")
    for seat in run.seats(loaded.pack):
        if seat not in loaded.pack.order:
            raise CannotRun(f"There is no nation {seat!a}; {did_you_mean(seat, loaded.pack.order)}.")
        by_probe, by_mixed = (
            simulate(loaded, plans(run.matches, run.seed, run.temper, {seat: conduct}), progress)
            for conduct in (run.probe, "mixed")
        )
        yield tempo.probed(run.probe, seat, by_probe, by_mixed)
