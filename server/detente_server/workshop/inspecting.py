"""The whole check of a stranger's pack, made by a child process with limits.

Owns: what the child is asked, and its answer. Does not know: what is checked (`checking`), the limits' means.

`python -m detente_server.workshop.inspecting PATH` is the child.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from detente_server.packs.confined import Exhausted, Limits, answer, ask
from detente_server.workshop import reporting
from detente_server.workshop.checking import check

CHILD = "detente_server.workshop.inspecting"
LIMITS = Limits(cpu_s=60, wall_s=180)
"""Trials and three matches are in it."""


@frozen
class Inspection:
    """What came of it."""

    lines: tuple[str, ...]
    """As `check` prints them."""
    raw: Mapping[str, bytes] | None
    """The files of a pack that is well."""


def inspect(path: Path, limits: Limits = LIMITS) -> Inspection:
    """Check the pack of a stranger."""
    said = ask(CHILD, path, limits)
    if isinstance(said, Exhausted):
        return Inspection((str(said.problem(path.name)),), None)
    return Inspection(tuple(said["lines"]), said["raw"])


def _inspected(path: Path) -> dict[str, Any]:
    report = check(path)
    well = report.loaded is not None and report.well
    return {
        "lines": list(reporting.lines(report)),
        "raw": dict(report.loaded.raw) if report.loaded is not None and well else None,
    }


if __name__ == "__main__":
    answer(_inspected)
