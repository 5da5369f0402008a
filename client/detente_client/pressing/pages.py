"""What presses, and what could be used, as lines: one thing a line.

Owns: these pages.
Does not know: the table of commands.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.pressing import means, standing
from detente_wire.terms import NationId


def pressure_lines(scene: Scene) -> list[str]:
    """Everything that presses, by kind, with the lines by which the player can answer it."""
    lines: list[str] = []
    for title, rows in standing.sections(scene):
        lines.append(f"{title}:")
        for row in rows:
            head = f"! {row.lines[0]}" if row.urgent else row.lines[0]
            lines.append(f"- {_aloud(row.title)}. {head}")
            lines += [f"  {line}" for line in row.lines[1:] if line]
            lines += [f"  {step.label}: {step.line.strip()}" for step in row.steps]
    return lines or [tr("Nobody presses anybody.")]


def _aloud(title: str) -> str:
    """A title without signs that are not read aloud."""
    return title.replace("→", tr("against"))


def means_lines(scene: Scene, target: NationId | None) -> list[str]:
    """The tools against a nation; without one, against each."""
    chosen = [target] if target is not None else means.targets(scene)
    return [line for one in chosen for line in _against(scene, one)]


def _against(scene: Scene, target: NationId) -> Iterator[str]:
    yield tr("Against {whom}:", whom=scene.names.whom(target))
    yield from (f"- {line}" for line in means.footing(scene, target))
    for row in means.means(scene, target):
        if not means.plays(scene, row.tool):
            continue
        if row.hindrance:
            yield f"- {row.title}: {row.hindrance}"
        else:
            use = means.use_of(row.tool, target, min(row.levels, row.standing + 1))
            yield f"- {row.title}: {means.about(row.tool)} {means.press_line(use)}"
    yield tr(
        "/who before such a line tells price, odds and what it would move: /who press protest {id}",
        id=target,
    )
