"""A nation as lines for who reads line by line.

Owns: `nation_lines`.
Does not know: widgets, commands.
"""

from __future__ import annotations

from detente_client.describe.told import Scene
from detente_client.figures import listing
from detente_client.i18n import tr
from detente_client.standing.courses import Step, trust_course
from detente_client.standing.identity import dials, trust
from detente_client.standing.portrait import head, openings, sections
from detente_wire.terms import NationId


def nation_lines(scene: Scene, nation: NationId) -> list[str]:
    """Who it is, its dials, trust and why it moved, and every section of its portrait."""
    known, seen = scene.pack.nation(nation), scene.view.nations.get(nation)
    lines = [f"{scene.names.nation(nation)}: {'. '.join(line.rstrip('.') for line in head(scene, nation))}."]
    lines += [known.description] if known and known.description else []
    lines += [dials(seen)] if seen else []
    lines += _trust(scene, nation) if scene.me is not None and nation != scene.me else []
    for section in sections(scene, nation):
        lines += [f"{section.title}:", *(f"- {row.strip()}" for row in section.rows)]
    return lines


def _trust(scene: Scene, nation: NationId) -> list[str]:
    assert scene.me is not None
    lines = [openings(scene, nation)]
    title = scene.names.nation(nation)
    for told, of, toward in (
        (tr("{nation} trusts you", nation=title), nation, scene.me),
        (tr("You trust {nation}", nation=title), scene.me, nation),
    ):
        moved = [_step(step) for step in trust_course(scene, of, toward) if step.why]
        lines += [f"{told}: {trust(scene, of, toward)}.", *moved]
    return lines


def _step(step: Step) -> str:
    why = listing(f"{cause.text} {cause.by:+d}" for cause in step.why)
    return tr("- By turn {turn} {now}: {why}.", turn=step.turn, now=step.now, why=why)
