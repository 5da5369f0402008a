"""What whoever set a table may do with it: invite, renew the invitation, call it off, free a seat.

Owns: the handlers of these wishes, and of finding a table by its invitation; when a table is called off by itself.
Does not know: how a match is created (`lobby`), who may come (`admission`).
"""

from __future__ import annotations

import base64
import logging
from typing import TYPE_CHECKING

from attrs import evolve

from detente_server.host.lobby.admission import fits, plain_code
from detente_server.host.lobby.browsing import row_for, written
from detente_server.host.lobby.directory import Listing
from detente_server.host.logs import fields
from detente_server.host.moderation.wishes import refusal
from detente_server.host.playing.matches import DESERTED_MS
from detente_wire.gate import one_line
from detente_wire.messages import (
    Cancelled,
    CancelMatch,
    Denied,
    Done,
    FindMatch,
    Found,
    FreeSeat,
    Invite,
    Invited,
    MatchId,
    Reply,
)
from detente_wire.orders import Replace

if TYPE_CHECKING:
    from detente_server.host.people.players import Player
    from detente_server.host.playing.owner import Owner
    from detente_server.host.services import Services

log = logging.getLogger("detente.tables")

CODE_BYTES = 7
CODE_CHARACTERS = 10
"""50 bits."""
DESERTED = "nobody came for seven days"


def _mine(services: Services, player: Player, match: MatchId) -> Listing | Denied:
    """The listing of a table that the player set, or why he may do nothing with it."""
    listing = services.directory.get(match)
    if listing is None or (listing.row.private and not listing.knows(player.id)):
        return refusal("match.unknown", match=match)
    if listing.creator != player.id:
        creator = services.players.get(listing.creator)
        shown = creator.name if creator and not listing.row.anonymous else "whoever set it"
        return refusal("lobby.not-yours", creator=shown)
    if listing.terms.cancelled:
        return refusal("lobby.cancelled")
    return listing


# -- invitations ---------------------------------------------------------------------------------------------------


async def invite(services: Services, player: Player, wish: Invite) -> Reply:
    """The table's code; the first time, and when it is renewed, a new one."""
    listing = _mine(services, player, wish.match)
    if isinstance(listing, Denied):
        return listing
    terms = listing.terms
    if wish.renew or not terms.code:
        terms = evolve(terms, code=_new_code(services), by_id=terms.by_id and not wish.renew)
        if not await services.directory.change(evolve(listing, terms=terms)):
            return refusal("host.read-only")
    return Invited(wish.match, written(terms.code))


def _new_code(services: Services) -> str:
    drawn = base64.b32encode(services.environment.random_bytes(CODE_BYTES)).decode().lower()
    return drawn[:CODE_CHARACTERS]


async def find_match(services: Services, player: Player, wish: FindMatch) -> Reply:
    """A table by its code, or by its id."""
    wanted = wish.wanted.strip()
    by_id = services.directory.get(MatchId(wanted))
    coded = len(plain_code(wanted)) == CODE_CHARACTERS
    by_code = [one for one in services.directory.listings() if fits(one.terms.code, wanted)] if coded else []
    found = by_code[0] if by_code else by_id
    hidden = found is not None and not by_code and found.row.private and not found.terms.by_id
    if found is None or (hidden and not found.knows(player.id)) or found.terms.cancelled:
        return refusal("match.unknown", match=one_line(wanted)[:40])
    return Found(row_for(services, player.id, found))


# -- before it begins ----------------------------------------------------------------------------------------------


async def cancel(services: Services, player: Player, wish: CancelMatch) -> Reply:
    """Call a table off before anybody has played at it."""
    listing = _mine(services, player, wish.match)
    if isinstance(listing, Denied):
        return listing
    owner = await services.matches.bring_known(wish.match)
    if owner is None or owner.match.begun:
        return refusal("lobby.begun")
    why = one_line(wish.why)[:200]
    if not await call_off(services, owner, why):
        return refusal("host.read-only")
    return Done("The match is called off; those who waited were told.")


async def call_off(services: Services, owner: Owner, why: str) -> bool:
    """Nobody can come to this match any more; True once that is durable. Those who attend it are told."""
    listing = services.matches.listing(owner)
    if not await services.directory.put(evolve(listing, terms=evolve(listing.terms, cancelled=True)), None):
        return False
    for player in dict.fromkeys(one.player for one in owner.attachments):
        services.gateway.tell(player, Cancelled(owner.id, why))
    services.matches.close(owner)
    log.info("a match was called off", extra=fields(match=owner.id))
    return True


async def free_seat(services: Services, player: Player, wish: FreeSeat) -> Reply:
    """Take a seat from who holds it, at muster."""
    listing = _mine(services, player, wish.match)
    if isinstance(listing, Denied):
        return listing
    owner = await services.matches.bring_known(wish.match)
    if owner is None or owner.match.begun:
        return refusal("lobby.begun")
    seat = owner.match.table.seats.get(wish.nation)
    if seat is None or not seat.player:
        return refusal("match.unknown-nation", nation=wish.nation, nations=_taken(owner))
    if seat.player == player.id:
        return refusal("company.yourself")
    why = owner.order("host", player.id, Replace(wish.nation))
    if why is not None:
        return refusal(why.code, **dict(why.params))
    await owner.settled()
    return Done(f"The seat of {wish.nation} is free again.")


def _taken(owner: Owner) -> str:
    seats = owner.match.table.seats.items()
    return ", ".join(nation for nation, seat in seats if seat.player) or "none is taken"


async def sweep(services: Services) -> None:
    """Call off what nobody has attended for a week."""
    now = services.environment.now_ms()
    for owner in list(services.matches.owners.values()):
        idle = owner.idle and not owner.match.begun and not owner.match.over
        if idle and owner.match.table.last_act_ms + DESERTED_MS <= now:
            await call_off(services, owner, DESERTED)
