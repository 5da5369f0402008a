"""The voice of small states: in a session of their own body they speak for nothing (rules, section 7) [protocol].

Owns: whether a nation has that voice.
Does not know: which bodies there are and who sits in them (`bodies`), what speaking costs others.
"""

from __future__ import annotations

from detente_server.rules import bodies
from detente_server.rules.book import Book
from detente_wire.terms import NationId

SMALL = 1
"""The tier of a small state."""


def has_voice(book: Book, nation: NationId) -> bool:
    """Whether statements and legal offensives cost the nation no capital."""
    small = book.pack.nation(nation).tier == SMALL
    return small and book.game.has("protocol") and bodies.speaks_in_body(book, nation)
