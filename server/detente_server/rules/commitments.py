"""PLEDGE and THREAT as they are said: in a channel, or to everybody (rules, sections 3 and 4).

Owns: who hears a pledge or threat that is said, and that a threat is said to its target's face.
Does not know: what makes one complete, what it costs and what becomes of it (`promises`, `threats`), letters.
"""

from __future__ import annotations

from detente_server.rules import promises, threats
from detente_server.rules.book import Book
from detente_server.rules.channels import open_channel, say_in
from detente_wire.acts import Pledge, Threaten
from detente_wire.refusals import Refused
from detente_wire.terms import NationId


def decide_pledge(book: Book, by: NationId, act: Pledge) -> None:
    """Promise something to those present, or to everybody."""
    channel = open_channel(book, by, act.channel)
    spoken = say_in(book, channel, by, act)
    public = act.public or channel.kind == "public"
    promises.make_pledge(book, by, act.promise, public, spoken.heard, spoken.ref)


def decide_threaten(book: Book, by: NationId, act: Threaten) -> None:
    """Threaten a nation that hears it."""
    channel = open_channel(book, by, act.channel)
    if act.nation not in book.pack.order:
        raise Refused("rules.unknown-nation", nation=act.nation)
    if act.nation == by:
        raise Refused("rules.self")
    spoken = say_in(book, channel, by, act)
    if act.nation not in spoken.heard:
        raise Refused("rules.not-there", nation=act.nation)
    public = act.public or channel.kind == "public"
    threats.make_threat(
        book, by, act.nation, act.demand, act.tool, act.level, act.by_turn, public, spoken.ref
    )
