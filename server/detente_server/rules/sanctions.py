"""Sanctions: persons, sectors, embargo; one regime a pair (rules, section 6).

Owns: imposing, raising and lifting a regime, and what all regimes do at every RESOLVE.
Does not know: costs and consequences of pressing in general (`pressure`, `licence`).
"""

from __future__ import annotations

from detente_server.rules import decisions, impact, legal
from detente_server.rules.book import Book
from detente_server.rules.facts import SanctionsChanged
from detente_server.rules.licence import tier
from detente_server.rules.state import Sanctions, State
from detente_wire.notices import Cause, PressureEnded
from detente_wire.refusals import Refused
from detente_wire.terms import NationId


def level_of(state: State, by: NationId, target: NationId) -> int:
    """The level of the pair's regime, 0 if there is none."""
    regime = state.sanctions.get((by, target))
    return regime.level if regime else 0


def check(book: Book, by: NationId, target: NationId, level: int) -> None:
    """A regime can only be raised."""
    if level <= level_of(book.state, by, target):
        raise Refused("rules.not-now", act="press", why="your sanctions on it are at that level already")


def steps(book: Book, by: NationId, target: NationId, level: int) -> int:
    """Levels that would be new: tension is raised by these alone."""
    return max(level - level_of(book.state, by, target), 0)


def impose(book: Book, by: NationId, target: NationId, level: int, because: Cause) -> None:
    """Impose or raise; a raised regime keeps its age."""
    old = book.state.sanctions.get((by, target))
    since = old.since if old else book.turn
    word = "raised" if old else "imposed"
    book.enter(SanctionsChanged(by, target, Sanctions(by, target, level, since), word))


def lift(book: Book, by: NationId, target: NationId, because: Cause) -> bool:
    """End the pair's regime, told to all; False if there is none."""
    if (by, target) not in book.state.sanctions:
        return False
    book.enter(SanctionsChanged(by, target, None, because.why))
    book.tell("public", PressureEnded("sanctions", target, by, because.ref))
    return True


def work(book: Book, before: State) -> None:
    """Step 4, once a turn: recovery, then strain on both sides, rally and weariness at home, BATNA."""
    regimes = sorted(
        book.state.sanctions.values(),
        key=lambda regime: (book.pack.order.index(regime.target), book.pack.order.index(regime.by)),
    )
    sanctioned = {regime.target for regime in regimes}
    for name in book.pack.order:
        if name not in sanctioned:
            book.move(name, "strain", -book.numbers.sanctions_strain_fall, Cause("recovery"))
    for regime in regimes:
        _bite(book, regime)
    for name in book.pack.order:
        if name in sanctioned:
            _wear(book, name)


def _bite(book: Book, regime: Sanctions) -> None:
    """One regime: strain + level on its target, multiplied and divided once; level div 2 on its author."""
    because = Cause("sanctions", regime.by)
    book.move(regime.target, "strain", _strain(book, regime), because)
    partner = regime.target in book.pack.nation(regime.by).trade_partners
    book.move(regime.by, "strain", impact.recoil(regime.level, partner=partner), because)
    _at_home(book, regime, because)


def _strain(book: Book, regime: Sanctions) -> int:
    by_tier = tier(book.pack, regime.by, regime.target)
    joint, body = coalition(book, regime.target), institutional(book.state, regime.target)
    return impact.bite(book.numbers, regime.level, by_tier, joint=joint, body=body)


def institutional(state: State, target: NationId) -> bool:
    """Whether a body stands behind sanctions on the nation: a court condemned it, or a council authorised them."""
    return legal.condemned(state, target) or decisions.authorised(state, target)


def coalition(book: Book, target: NationId) -> bool:
    """Whether half of the other nations impose; there is none in a pack of fewer than four."""
    imposers = sum(regime.target == target for regime in book.state.sanctions.values())
    return book.pack.conferences and 2 * imposers >= len(book.pack.nations) - 1


def _at_home(book: Book, regime: Sanctions, because: Cause) -> None:
    """The target's home rallies in the first two turns, unless a body stands behind it; later it wearies."""
    table, turns = book.numbers, book.turn - regime.since + 1
    if turns <= table.sanctions_rally_turns:
        if not institutional(book.state, regime.target):
            book.move(regime.target, "home", table.sanctions_rally, because)
    elif turns - table.sanctions_rally_turns <= table.sanctions_weary_max:
        book.move(regime.target, "home", -table.sanctions_weary, because)


def _wear(book: Book, target: NationId) -> None:
    """A sanctioned nation loses BATNA while its strain is 6 or more."""
    table = book.numbers
    if book.nation(target).strain >= table.sanctions_strain_floor:
        book.move(target, "sanctions_loss", table.sanctions_batna, Cause("sanctions"))
