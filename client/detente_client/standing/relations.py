"""Who stands how to whom, as far as the viewer knows: a table of all nations by all.

Owns: `Relation`, `relation`, `table`, the signs and what they mean.
Does not know: how the table is drawn. Nothing is guessed: where two others stand is known at the start from the
pack, and from what is public; how it moved between them the viewer is not told.
"""

from __future__ import annotations

from attrs import frozen

from detente_client.describe.told import Scene
from detente_client.figures import listing
from detente_client.i18n import tr
from detente_wire.terms import NationId

SIGNS = {
    "m": tr("in talks now"),
    "t": tr("a text in force"),
    "!": tr("a threat stands"),
    "s": tr("sanctions"),
    "f": tr("force shown"),
    "r": tr("a recall"),
    "a": tr("adversaries"),
}
"""In the order in which they stand in a cell."""


@frozen
class Relation:
    """How one nation stands to another."""

    trust: int | None
    """How far it trusts the other; None: the viewer was never told."""
    certain: bool
    """Whether that is so now; otherwise it was so at the start."""
    signs: tuple[str, ...]

    def cell(self) -> str:
        """``48 mt``, ``~50 a``."""
        number = "?" if self.trust is None else f"{'' if self.certain else '~'}{self.trust}"
        return f"{number} {''.join(self.signs)}".rstrip()


def relation(scene: Scene, of: NationId, toward: NationId) -> Relation:
    """Of one to the other; signs hold in both directions, but for pressure, which is by the first on the second."""
    view = scene.view
    certain = (of, toward) in view.trust
    start = {(a, b): level for a, b, level in scene.pack.trust}
    trust = view.trust[of, toward] if certain else start.get((of, toward))
    return Relation(trust, certain, tuple(_signs(scene, of, toward)))


def _signs(scene: Scene, of: NationId, toward: NationId) -> list[str]:
    view, both = scene.view, {of, toward}
    used = {tool for (tool, by, target) in view.pressure if (by, target) == (of, toward)}
    holds = {
        "m": any(seen.open and both <= set(seen.members) for seen in view.channels.values()),
        "t": any(both <= set(seen.text.parties) for seen in view.texts("in-force")),
        "!": any(
            not seen.how and (seen.threat.by, seen.threat.nation) == (of, toward)
            for seen in view.threats.values()
        ),
        "s": "sanctions" in used,
        "f": "force" in used,
        "r": "recall" in used,
        "a": any({a, b} == both for a, b in scene.pack.adversaries),
    }
    return [sign for sign in SIGNS if holds[sign]]


def table(scene: Scene) -> list[tuple[NationId, list[str]]]:
    """A row for each nation, with a cell toward each, in pack order; a dash toward itself."""
    order = scene.pack.order
    return [
        (of, ["-" if of == toward else relation(scene, of, toward).cell() for toward in order])
        for of in order
    ]


def lines(scene: Scene) -> list[str]:
    """The same for who reads line by line: one pair of directions a line."""
    order, names, rows = scene.pack.order, scene.names, []
    for n, one in enumerate(order):
        for other in order[n + 1 :]:
            there, back = relation(scene, one, other), relation(scene, other, one)
            signs = dict.fromkeys((*there.signs, *back.signs))
            told = tr(
                "{one} and {other}: trust {there} there, {back} back.",
                one=names.nation(one),
                other=names.nation(other),
                there=_told(there),
                back=_told(back),
            )
            more = listing(SIGNS[sign] for sign in signs)
            rows.append(f"{told} {more[:1].upper()}{more[1:]}." if more else told)
    return rows


def _told(relation: Relation) -> str:
    if relation.trust is None:
        return tr("unknown")
    return str(relation.trust) if relation.certain else tr("{trust} at the start", trust=relation.trust)
