"""The voice of small states: inside a body that they belong to they speak for nothing (rules, section 7) [protocol].

Owns: whether a nation has that voice.
Does not know: which bodies there are and who sits in them (`belongs_to_body` asks), what speaking costs others.
"""

from __future__ import annotations

from detente_server.rules.book import Book
from detente_server.rules.state import State
from detente_wire.terms import NationId

SMALL = 1
"""The tier of a small state."""


def belongs_to_body(state: State, nation: NationId) -> bool:
    """Whether the nation belongs to an institution that exists; without institutions nobody does."""
    return False


def has_voice(book: Book, nation: NationId) -> bool:
    """Whether statements and legal offensives cost the nation no capital."""
    small = book.pack.nation(nation).tier == SMALL
    return small and book.game.has("protocol") and belongs_to_body(book.state, nation)
