"""The collective démarche: a table can contain one firebrand, if it can agree (rules, section 6).

Owns: joining one (sealed), and what happens when all other principals join.
Does not know: how acts under a démarche are weighed (`weighing`).
"""

from __future__ import annotations

from collections.abc import Mapping

from detente_server.rules import guarantees, sealing
from detente_server.rules.book import Book
from detente_server.rules.facts import DemarcheHeld
from detente_server.rules.state import Crisis, State
from detente_wire.acts import Demarche
from detente_wire.notices import Cause
from detente_wire.notices import DemarcheHeld as DemarcheHeldNotice
from detente_wire.refusals import Refused
from detente_wire.terms import NationId

SLOT = "demarche"
LEAST = 3
"""Principals that a pack needs for one."""


def decide_demarche(book: Book, by: NationId, act: Demarche) -> None:
    """Name a nation: 1 capital, one name a turn; it comes back if the others do not all name the same."""
    if act.nation not in book.pack.order:
        raise Refused("rules.unknown-nation", nation=act.nation)
    if act.nation == by:
        raise Refused("rules.self")
    if len(book.pack.must_sign) < LEAST:
        raise Refused("rules.not-now", act="demarche", why=f"it takes {LEAST} principals or more")
    if by not in book.pack.must_sign:
        raise Refused("rules.not-now", act="demarche", why="only principals join in it")
    cost = book.numbers.demarche_capital * price(book.state, by)
    sealing.seal(book, by, SLOT, act, capital=cost)


def price(state: State, nation: NationId) -> int:
    """By how much capital costs are multiplied: 2 under a démarche."""
    return 2 if stands(state.crisis, nation, state.turn) else 1


def stands(crisis: Crisis, nation: NationId, turn: int) -> bool:
    """Whether a démarche against the nation holds in the turn."""
    since, until = crisis.demarches.get(nation, (0, 0))
    return since <= turn <= until


def resolve(book: Book) -> None:
    """Step 4, first: if all other principals name one nation, its standing falls; its next three turns weigh half."""
    named = {by: _named(book, by) for by in book.pack.must_sign}
    held = [name for name in book.pack.order if _all_others_name(book, name, named)]
    for by, nation in named.items():
        sealed = sealing.sealed(book, by, SLOT)
        if sealed is not None:
            sealing.clear(book, by, SLOT)
            if nation not in held:
                book.give_back(by, sealed.envoys, sealed.capital)
    for name in held:
        for by, nation in named.items():
            if nation == name:
                guarantees.on_named(book, by, name)
        until = book.turn + book.numbers.demarche_turns
        book.enter(DemarcheHeld(name, _since(book, name), until))
        book.tell("public", DemarcheHeldNotice(name, until))
        book.move(name, "standing", -book.numbers.demarche_standing, Cause("demarche"))


def _since(book: Book, name: NationId) -> int:
    """The next turn, since what is done in this one was done before; earlier if one stands already."""
    stood = stands(book.state.crisis, name, book.turn)
    return book.state.crisis.demarches[name][0] if stood else book.turn + 1


def _named(book: Book, by: NationId) -> NationId | None:
    sealed = sealing.sealed(book, by, SLOT)
    return sealed.act.nation if sealed is not None and isinstance(sealed.act, Demarche) else None


def _all_others_name(book: Book, name: NationId, named: Mapping[NationId, NationId | None]) -> bool:
    """A nation that is no principal takes all of them."""
    return all(nation == name for by, nation in named.items() if by != name)
