"""HONOUR: in secret, who understood you best and whose word you would take again (rules, section 12, Debrief).

Owns: the act. It can be replaced as long as the match lasts, and nobody is told of it before the archive opens.
Does not know: how the votes are counted.
"""

from __future__ import annotations

from detente_server.rules.book import Book
from detente_server.rules.facts import Honoured
from detente_wire.acts import Honour
from detente_wire.refusals import Refused
from detente_wire.terms import NationId


def decide_honour(book: Book, by: NationId, act: Honour) -> None:
    """Name two others, or the same one twice."""
    for nation in (act.listener, act.trusted):
        if nation not in book.state.nations:
            raise Refused("rules.unknown-nation", nation=nation)
        if nation == by:
            raise Refused("rules.self")
    book.enter(Honoured(by, act.listener, act.trusted))
