"""What a pressure tool does to its target and to its author, in plain numbers (rules, section 6).

Owns: one formula an effect; RESOLVE decides by them, and previews foresee by them.
Does not know: who presses whom, any state. `quarters` is what `licence.tier` says of the two.
"""

from __future__ import annotations

from detente_server.rules.licence import TIER_DIVISOR
from detente_server.rules.numbers import Numbers


def scaled(amount: int, quarters: int) -> int:
    """An effect on the target by the tiers of the two."""
    return amount * quarters // TIER_DIVISOR


def bite(numbers: Numbers, level: int, quarters: int, *, joint: bool, body: bool) -> int:
    """Strain that a regime of sanctions puts on its target each turn; multiplied first, divided once.

    `joint`: half of the other nations impose; `body`: an institution stands behind it.
    """
    part = 3 if joint else 2
    times = numbers.institutional_strain if body else 1
    return level * part * times * quarters // (2 * TIER_DIVISOR)


def recoil(level: int, *, partner: bool) -> int:
    """Strain that a regime of sanctions puts on its author each turn; `partner`: the target trades with him."""
    return level * (2 if partner else 1) // 2


def burden(numbers: Numbers, level: int, quarters: int) -> int:
    """BATNA that a show of force takes from its target while it lasts."""
    return scaled(numbers.force_batna_target * level, quarters)


def gain(numbers: Numbers, level: int) -> int:
    """BATNA that a show of force gives its author while it lasts."""
    return numbers.force_batna_self * level


def raised(numbers: Numbers, level: int, old: int) -> int:
    """Tension of a show of force; raising pays the difference."""
    table = numbers.force_tension
    return table[level - 1] - (table[old - 1] if old else 0)


def relief(numbers: Numbers, size: int, quarters: int) -> int:
    """Strain that an inducement takes from its target."""
    return scaled(numbers.inducement_strain * size, quarters)


def favour(numbers: Numbers, size: int, quarters: int) -> int:
    """Contact trust that an inducement earns."""
    return scaled(numbers.inducement_trust * size, quarters)
