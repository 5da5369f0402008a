"""Sanctions that go on: what all regimes together do at a turn's end, one's own new ones among them.

Owns: the regimes that the asker sees, their bite on strain, on homes that are new to them and on BATNA.
Does not know: other tools, how long others mean to keep theirs.
"""

from __future__ import annotations

from detente_server.match.asker import Asker
from detente_server.match.outlook.sketch import Sketch
from detente_server.rules import impact
from detente_server.rules.licence import tier
from detente_wire.terms import NationId

Regimes = dict[tuple[NationId, NationId], int]
"""(author, target) -> level of sanctions."""


def regimes_in_force(asker: Asker) -> Regimes:
    """All regimes, as everybody knows them."""
    return {
        (by, target): seen.pressed.level
        for (tool, by, target), seen in asker.view.pressure.items()
        if tool == "sanctions" and by is not None
    }


def institutional(asker: Asker, target: NationId) -> bool:
    """Whether a body stands behind sanctions on it: it lost a case, or a council authorised them."""
    lost = any(
        line.move.of == target and line.move.because.why == "judgment" and line.move.because.by != target
        for line in asker.view.by_dial.get("standing", ())
    )
    return lost or any(seen.motion.nation == target for seen in asker.view.decisions("sanction"))


def bite(sketch: Sketch, before: Regimes, regimes: Regimes) -> None:
    """Strain of all regimes, recovery where there is none, home and BATNA under those that are new."""
    asker, numbers = sketch.asker, sketch.asker.numbers
    sanctioned = {target for _, target in regimes}
    for name in asker.pack.order:
        if name not in sanctioned:
            sketch.move("strain", -numbers.sanctions_strain_fall, name, "recovery")
    for (by, target), level in regimes.items():
        sketch.move("strain", _strain(asker, regimes, by, target, level), target, "sanctions", when="each")
        sketch.move("strain", _recoil(asker, by, target, level), by, "sanctions", when="each")
        if by == asker.me and (by, target) not in before:
            _at_home(sketch, target)
    for target in asker.pack.order:
        if target in sanctioned:
            _wear(sketch, target, unsure=sum(-(-n // 2) for (by, _), n in regimes.items() if by == target))


def _recoil(asker: Asker, by: NationId, target: NationId, level: int) -> int:
    """Strain on the author; who else trades with whom is not known."""
    partners = asker.view.sheet.trade_partners if asker.view.sheet and by == asker.me else ()
    return impact.recoil(level, partner=target in partners)


def _wear(sketch: Sketch, target: NationId, unsure: int) -> None:
    """A sanctioned nation loses BATNA while its strain is 6 or more; `unsure`: strain that may come besides."""
    numbers, strain = sketch.asker.numbers, sketch.value(("strain", target, None)) or 0
    by, floor = -numbers.sanctions_batna, numbers.sanctions_strain_floor
    if strain >= floor:
        sketch.move("batna", by, target, "sanctions")
    elif target != sketch.asker.me and strain + unsure >= floor:
        sketch.span("batna", (by, 0), target, "sanctions")
    sketch.move("batna", by, target, "sanctions", when="later")


def _strain(asker: Asker, regimes: Regimes, by: NationId, target: NationId, level: int) -> int:
    imposers = sum(one == target for _, one in regimes)
    joint = asker.pack.conferences and 2 * imposers >= len(asker.pack.nations) - 1
    body = institutional(asker, target)
    return impact.bite(asker.numbers, level, tier(asker.pack, by, target), joint=joint, body=body)


def _at_home(sketch: Sketch, target: NationId) -> None:
    """The target's home rallies in two turns, unless a body stands behind it; later it wearies."""
    numbers = sketch.asker.numbers
    if not institutional(sketch.asker, target):
        sketch.move("home", numbers.sanctions_rally, target, "sanctions")
        sketch.move("home", numbers.sanctions_rally, target, "sanctions", when="next")
    sketch.move("home", -numbers.sanctions_weary, target, "sanctions", when="later")
