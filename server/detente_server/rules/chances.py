"""How likely an engagement is to go well: one formula, for the dice and for previews (rules, section 5).

Owns: the odds of success.
Does not know: the state of a match; it takes plain values, of which a nation's own view holds what it may.
"""

from __future__ import annotations

from detente_server.rules.numbers import Numbers


def engagement(
    numbers: Numbers,
    *,
    insight: int,
    liking: int = 0,
    rung: int = 0,
    repeated: bool = False,
    guarded: bool = False,
) -> int:
    """Percent, 0..100: below this a roll is a success; from `Numbers.gaffe` on it is a gaffe.

    `insight` is the host's into the guest, 0..5; `liking` 1 if the guest likes the kind, -1 if it dislikes it.
    """
    chance = numbers.engage_base + numbers.engage_insight * insight + numbers.engage_like * liking
    chance -= numbers.engage_rung_less * (rung >= numbers.engage_rung)
    chance -= numbers.engage_repeat_less * repeated
    chance -= numbers.guarded_less * guarded
    return max(0, min(numbers.gaffe, chance))
