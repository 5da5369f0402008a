"""How probes do in every crisis, beside a mixed bot in the same seat: ``python -m tests.probes -n 8``.

A probe is a player with one bad habit (`detente_server.bots.probes`); all other seats are mixed. Prints a table of mean
scores over the principals' seats, and in how many of a warmonger's matches there was war. `detente-pack simulate PACK
--probe NAME` looks at one of them closely. Results stand in docs/reference/tempo.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

from attrs import frozen

from detente_server import arena
from detente_server.bots.probes import PROBES
from detente_wire.terms import NationId
from tests.match.table import CONTENT, loaded

PACKS = sorted(path.parent.name for path in CONTENT.glob("*/pack.toml"))
CONDUCTS = ("mixed", *(probe.name for probe in PROBES))
WARMONGER = "warmonger"


@frozen
class Trial:
    """One match: who sits where."""

    pack: str
    nation: NationId
    conduct: str
    seed: int


@frozen
class Came:
    """What came of it."""

    trial: Trial
    score_tenths: int
    war: bool


def play(trial: Trial) -> Came:
    """Play it; equal trials give equal results."""
    pack = loaded(trial.pack)
    settings = arena.settings_for(pack, f"probe {trial.seed}", temper="mixed")
    played = arena.play(pack, settings, conducts={trial.nation: trial.conduct})
    score = next(row.score_tenths for row in played.scores if row.nation == trial.nation)
    return Came(trial, score, played.outcome == "war")


def trials(packs: Sequence[str], n: int) -> Iterator[Trial]:
    """Every conduct in every principal's seat, n times each."""
    for name in packs:
        for nation in loaded(name).pack.must_sign:
            for conduct in CONDUCTS:
                yield from (Trial(name, nation, conduct, seed) for seed in range(n))


def table(came: Sequence[Came], packs: Sequence[str]) -> Iterator[str]:
    """The table in Markdown."""
    yield f"| | {' | '.join(CONDUCTS)} | war with a warmonger, % |"
    yield "|" + "---|" * (len(CONDUCTS) + 2)
    groups: Mapping[str, list[Came]] = {name: [c for c in came if c.trial.pack == name] for name in packs}
    for name, rows in {**groups, "all": list(came)}.items():
        means = [_mean([c.score_tenths / 10 for c in rows if c.trial.conduct == who]) for who in CONDUCTS]
        wars = _mean([100 * c.war for c in rows if c.trial.conduct == WARMONGER])
        yield f"| {name} | {' | '.join(f'{mean:.1f}' for mean in means)} | {wars:.0f} |"


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.probes")
    parser.add_argument("packs", nargs="*", default=PACKS, help="all of content/, if none is named")
    parser.add_argument("-n", type=int, default=8, help="matches of each seat and conduct")
    given = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        came = list(pool.map(play, trials(given.packs, given.n), chunksize=8))
    print("\n".join(table(came, given.packs)))


if __name__ == "__main__":
    main()
