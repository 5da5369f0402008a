"""A report of `check`, in words and as plain data.

Owns: the lines that an author reads, the shape of ``--json``. Does not know: what is checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from detente_server.packs.loader import LoadedPack
from detente_server.packs.wording import wordings
from detente_server.workshop.checking import Report
from detente_server.workshop.figures import Figures


def lines(report: Report) -> Iterator[str]:
    """The report in lines; the last one sums it up."""
    yield from map(str, report.problems)
    if report.loaded is not None and report.figures is not None:
        yield from _figures(report.loaded, report.figures)
        if report.smoke:
            ends = (f"{one.outcome} after {one.turns} turns" for one in report.smoke)
            yield f"  bots: {', '.join(ends)}"
    yield _sum(report)


def _sum(report: Report) -> str:
    if report.problems:
        return f"{counted(len(report.problems), 'problem')} in {report.name}."
    assert report.loaded is not None
    assert report.figures is not None
    pack, counts = report.loaded.pack, report.figures.counts
    said = [counted(counts[name + "s"], name) for name in ("nation", "issue", "turn")]
    if counts["trials"]:
        said.append(f"{counted(counts['trials'], 'trial')} hold{'s' if counts['trials'] == 1 else ''}")
    return f"{pack.id} {pack.version} is well: {', '.join(said)}."


def counted(number: int, thing: str) -> str:
    """E.g. ``1 problem``, ``2 problems``."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _figures(loaded: LoadedPack, figures: Figures) -> Iterator[str]:
    counts = figures.counts
    things = ("option", "card", "inject", "text")
    yield f"  holds: {', '.join(counted(counts[name + 's'], name) for name in things)}, {counts['media']} media"
    for language, wording in wordings(loaded.raw).items():
        lacks = f"; first missing: {wording.missing[0]}" if wording.missing else ""
        yield f"  in {language}: {wording.said} of {wording.all} words and texts{lacks}"
    shares = [f"{share}{f' from turn {turn}' if turn > 1 else ''}" for turn, share in figures.shares]
    yield f"  feasible: {', then '.join(shares)}"
    for nation, worth in figures.history.items():
        signs = nation in loaded.pack.must_sign
        home = f"; its home says {worth.sum} of the {worth.needed} needed, unsold" if signs else ""
        lines = f"; crosses {counted(worth.red_lines, 'red line')}" if worth.red_lines else ""
        yield f"  history: {worth.points} to {nation}, BATNA {worth.batna}{home}{lines}"


def plain(report: Report) -> dict[str, Any]:
    """The report as JSON data."""
    pack = report.loaded.pack if report.loaded else None
    figures = report.figures
    return {
        "name": report.name,
        "well": report.well,
        "id": pack.id if pack else None,
        "version": pack.version if pack else None,
        "digest": report.loaded.digest if report.loaded else None,
        "problems": [attrs.asdict(problem) for problem in report.problems],
        "counts": dict(figures.counts) if figures else None,
        "feasible": [
            {"from_turn": turn, "feasible": share.feasible, "deals": share.deals}
            for turn, share in (figures.shares if figures else ())
        ],
        "history": {
            nation: attrs.asdict(worth) for nation, worth in (figures.history if figures else {}).items()
        },
        "languages": {
            language: attrs.asdict(wording)
            for language, wording in (wordings(report.loaded.raw) if report.loaded else {}).items()
        },
        "bots": [attrs.asdict(one) for one in report.smoke],
    }
