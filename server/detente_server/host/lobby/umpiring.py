"""What an umpire wishes beyond the orders of one match: the same at all of his tables, and to silence a seat.

Owns: the handlers of these wishes.
Does not know: what an order does (the match), who is an umpire (the match's table says).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente_server.host.moderation.sanctions import Sanction
from detente_server.host.moderation.wishes import refusal
from detente_wire.gate import gate, one_line
from detente_wire.messages import DirectAll, Done, Reply, Silence
from detente_wire.refusals import Refusal

if TYPE_CHECKING:
    from detente_server.host.people.players import Player
    from detente_server.host.playing.owner import Owner
    from detente_server.host.services import Services

LONGEST_MIN = 7 * 1440
"""Of a silence that an umpire imposes."""


async def direct_all(services: Services, player: Player, wish: DirectAll) -> Reply:
    """Order the same at every match under way whose umpire the player is."""
    words = gate(wish.words, services.config.limits)
    if isinstance(words, Refusal):
        return refusal(words.code, **dict(words.params))
    tables = await _tables(services, player)
    if not tables:
        return refusal("match.not-umpire")
    refused = [why for owner in tables if (why := owner.order("umpire", player.id, wish.order, words))]
    for owner in tables:
        await owner.settled()
    done = len(tables) - len(refused)
    if not done:
        return refusal(refused[0].code, **dict(refused[0].params))
    rest = f" At the others: {refused[0].message()}" if refused else ""
    return Done(f"Ordered at {done} of {len(tables)} tables.{rest}")


async def _tables(services: Services, player: Player) -> list[Owner]:
    """The matches under way whose umpire he is."""
    found = []
    for listing in services.directory.listings():
        if listing.row.umpire and listing.row.phase == "playing" and player.id in listing.watchers:
            owner = await services.matches.bring_known(listing.row.match)
            if owner is not None and owner.is_umpire(player.id) and not owner.match.over:
                found.append(owner)
    return found


async def silence(services: Services, player: Player, wish: Silence) -> Reply:
    """Let the player of a seat write nothing in this match for a while, or let him write again."""
    owner = await services.matches.bring_known(wish.match)
    if owner is None or not owner.is_umpire(player.id):
        return refusal("match.not-umpire")
    seat = owner.match.table.seats.get(wish.nation)
    if seat is None or not seat.player:
        taken = [nation for nation, one in owner.match.table.seats.items() if one.player]
        return refusal("match.unknown-nation", nation=wish.nation, nations=", ".join(taken) or "none")
    if not wish.minutes:
        return await _speak_again(services, player, wish, seat.player, seat.name)
    now, minutes = services.environment.now_ms(), min(wish.minutes, LONGEST_MIN)
    why = one_line(wish.why)[:300]
    sanction = Sanction(
        "silence", seat.player, now + minutes * 60_000, seat.name, wish.match, player.name, why, now
    )
    if not await services.moderation.sanctions.impose(sanction):
        return refusal("host.read-only")
    await services.audit.note(player.name, "silence", f"{seat.name}, match {wish.match}", why)
    return Done(f"{wish.nation} may not write here until {sanction.until}; its acts go on.")


async def _speak_again(services: Services, player: Player, wish: Silence, whom: str, name: str) -> Reply:
    if await services.moderation.sanctions.lift("silence", whom, wish.match) is None:
        return refusal("company.not-silenced", nation=wish.nation)
    await services.audit.note(
        player.name, "unsilence", f"{name}, match {wish.match}", one_line(wish.why)[:300]
    )
    return Done(f"{wish.nation} may write again.")
