"""What is worth a notification.

Owns: `Occasion`, the kinds of event, what has happened between two listings of one match, to whom.
Does not know: who wants to hear of it, nor how it is said. It is shown listings alone, never what anybody said.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from typing import Literal, get_args

from attrs import frozen

from detente_server.host.lobby.directory import Listing
from detente_wire.messages import Event

Kind = Literal[Event, "test", "confirm"]
"""What a player chooses from, a test that he asked for, and the code that confirms an address."""
EVENTS: tuple[Event, ...] = get_args(Event)
SPOKEN_FOR = ("charge", "minister")
"""Holders of a seat whose own player is away."""


@frozen
class Occasion:
    """Something that a player may want to hear of; all that a notification is made from."""

    kind: Kind
    match: str = ""
    title: str = ""
    """Of the crisis."""
    turn: int = 0
    deadline_s: int = 0
    """When the talks of the turn close, or the muster; 0: not by themselves."""
    code: str = ""
    """What makes two of a kind distinct: of `confirm` the code itself, of `test` a number, of `muster` its end."""
    lasts_ms: int = 0
    """After so long it is no use any more; 0: a day."""


Told = tuple[str, Occasion]
"""A player, and what he is told."""


def id_of(occasion: Occasion, player: str, contact: str) -> str:
    """The notification's id: of the same match, event, turn, player and contact always the same."""
    parts = (occasion.match, occasion.kind, str(occasion.turn), occasion.code, player, contact)
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return base64.b32encode(digest[:15]).decode().lower()


def occasion_of(kind: Kind, listing: Listing) -> Occasion:
    """An event of this match as it stands."""
    row = listing.row
    if kind == "muster":
        return Occasion(kind, row.match, row.title, 0, row.muster_until_s, str(row.muster_until_s))
    deadline_s = row.deadline_s if row.phase == "playing" and kind != "ended" else 0
    return Occasion(kind, row.match, row.title, row.turn, deadline_s)


def news(before: Listing | None, after: Listing) -> Iterator[Told]:
    """What has happened between two listings of a match; between a match and itself nothing has."""
    sat, sits = _seats(before), _seats(after)
    if _has_ended(before, after):
        yield from ((player, occasion_of("ended", after)) for player in sorted(sat.keys() | sits.keys()))
        return
    for player in sits:
        if before is not None and player not in sat:
            yield player, occasion_of("seated", after)
        elif player in sat and sits[player] in SPOKEN_FOR and sits[player] != sat[player]:
            yield player, occasion_of("replaced", after)
        if _is_called(before, after):
            yield player, occasion_of("muster", after)
        if _has_dawned(before, after):
            yield player, occasion_of("turn", after)
    yield from ((player, occasion_of("replaced", after)) for player in sat if player not in sits)


def _seats(listing: Listing | None) -> dict[str, str]:
    """Player -> who speaks for him: himself or his deputy."""
    if listing is None:
        return {}
    holders = {seat.nation: seat.holder for seat in listing.row.seats}
    return {player: holders.get(nation, "player") for nation, player in listing.players}


def _has_ended(before: Listing | None, after: Listing) -> bool:
    """Whether it is over since then, or was called off."""
    if before is None:
        return False
    called_off = after.terms.cancelled and not before.terms.cancelled
    return called_off or (after.row.phase == "over" and before.row.phase != "over")


def _is_called(before: Listing | None, after: Listing) -> bool:
    """Whether a muster has begun."""
    until_s = after.row.muster_until_s if after.row.phase == "muster" else 0
    return until_s > 0 and (before is None or before.row.muster_until_s != until_s)


def _has_dawned(before: Listing | None, after: Listing) -> bool:
    if after.row.phase != "playing":
        return False
    return before is None or before.row.phase == "muster" or before.row.turn < after.row.turn
