"""Sides: who the adversaries are (rules, section 1, Words).

Owns: the pairs of adversaries, as the pack lists them or as trust makes them.
Does not know: what follows from being one.
"""

from __future__ import annotations

from detente_server.rules.numbers import Numbers
from detente_server.rules.pack import Pack
from detente_server.rules.state import Pair, State


def adversaries(pack: Pack, numbers: Numbers, state: State) -> tuple[Pair, ...]:
    """The pairs that the pack lists; if it lists none, those with trust below 40 either way, in pack order."""
    if pack.adversaries:
        return pack.adversaries
    order = pack.order
    return tuple(
        (a, b)
        for n, a in enumerate(order)
        for b in order[n + 1 :]
        if min(state.pairs[a, b].trust, state.pairs[b, a].trust) < numbers.adversary_trust
    )
