"""Who may come to a table: invitations, blocks, reliability.

Owns: `admitted`, asked of everybody who wants a seat or a place to watch from and has neither yet.
Does not know: which seat is free (the match), how a place is taken (`lobby`).
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from detente_server.host.lobby.directory import Listing
from detente_wire.messages import JoinMatch, PlayerId
from detente_wire.refusals import Refusal, Refused

if TYPE_CHECKING:
    from detente_server.host.services import Services


def admitted(services: Services, player: PlayerId, command: JoinMatch) -> Refusal | None:
    """Why the player may not come to this table; None: he may."""
    listing = services.directory.get(command.match)
    if listing is None or listing.knows(player):
        return None  # an unknown match is refused by whoever looks for it
    try:
        _check(services, listing, player, command)
    except Refused as problem:
        return problem.refusal
    return None


def _check(services: Services, listing: Listing, player: PlayerId, command: JoinMatch) -> None:
    terms, moderation = listing.terms, services.moderation
    if terms.cancelled:
        raise Refused("lobby.cancelled")
    if listing.creator and moderation.ties.blocks(listing.creator, player):
        raise Refused("lobby.barred")
    if listing.row.private and not terms.by_id and not fits(terms.code, command.code):
        raise Refused("lobby.invitation")
    if command.role == "player" and not moderation.reliability.enough(player, terms.min_reliability):
        figure = moderation.reliability.of(player)
        raise Refused("lobby.unreliable", asked=terms.min_reliability, has=figure.percent if figure else 0)


def fits(code: str, given: str) -> bool:
    """Whether this is the code; compared so that the time it takes tells nothing."""
    return bool(code) and hmac.compare_digest(code.encode(), plain_code(given).encode())


def plain_code(typed: str) -> str:
    """A code as it is kept: without what people put between its letters."""
    return typed.strip().lower().replace("-", "").replace(" ", "")
