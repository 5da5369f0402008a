"""Sealed acts: entered in TALKS, known to their owner alone, taken up at RESOLVE (rules, sections 1, 2 and 4).

Owns: the slots of a nation, what is reserved for each, how one is replaced, withdrawn and cleared.
Does not know: what any sealed act does; each room seals in slots of its own (``sign:<ref>``, ``press:<tool>:…``).

A slot holds one act, so that changing one's mind replaces it. Nobody but the owner is told anything, and nothing is
told at RESOLVE when a slot is cleared: a sealed act is of one turn, and what it did is told by its effect.
"""

from __future__ import annotations

from detente_server.rules.book import Book
from detente_server.rules.facts import SealedChanged
from detente_server.rules.state import SealedAct
from detente_wire.acts import Act
from detente_wire.notices import Sealed
from detente_wire.refusals import Refused
from detente_wire.terms import NationId, Ref


def seal(
    book: Book,
    nation: NationId,
    slot: str,
    act: Act,
    envoys: int = 0,
    capital: int = 0,
    *,
    ref: Ref | None = None,
) -> Ref:
    """Enter a sealed act and reserve its cost; one already in the slot is replaced and its cost returned first.

    `ref` names it by something that has a name already (at RESOLVE, where a new one could tell that it was needed).
    """
    ref = ref or book.fresh()
    earlier = sealed(book, nation, slot)
    if earlier is not None:
        book.give_back(nation, earlier.envoys, earlier.capital)
    book.pay(nation, envoys, capital)
    book.enter(SealedChanged(nation, slot, SealedAct(slot, ref, act, envoys, capital)))
    book.tell({nation}, Sealed(slot, ref, act))
    return ref


def sealed(book: Book, nation: NationId, slot: str) -> SealedAct | None:
    """What the nation has in the slot, if anything."""
    return book.state.sealed.get(nation, {}).get(slot)


def sealed_as(book: Book, nation: NationId, ref: Ref) -> SealedAct | None:
    """The nation's own sealed act of this reference, if it still stands."""
    own = book.state.sealed.get(nation, {})
    return next((entry for entry in own.values() if entry.ref == ref), None)


def withdraw_sealed(book: Book, by: NationId, entry: SealedAct) -> None:
    """Take a sealed act of one's own back: its cost returns, and only its owner hears of it."""
    if sealed(book, by, entry.slot) != entry:
        raise Refused("rules.stale", ref=entry.ref)
    book.enter(SealedChanged(by, entry.slot, None))
    book.give_back(by, entry.envoys, entry.capital)
    book.tell({by}, Sealed(entry.slot, entry.ref, None))


def clear(book: Book, nation: NationId, slot: str) -> None:
    """RESOLVE has taken the act up: its slot is empty and its cost is spent. An empty slot is left alone."""
    if sealed(book, nation, slot) is not None:
        book.enter(SealedChanged(nation, slot, None))
