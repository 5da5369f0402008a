"""What players wish about each other: muting, blocking, flagging; and an umpire's silence.

Owns: the handlers of these wishes.
Does not know: who may wish them (`rights`), where any of it is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente_server.host.moderation.flags import OPEN_OF_ONE, Evidence
from detente_server.host.moderation.ties import MOST, Tie
from detente_server.match.stream import Heard
from detente_wire.codec import JSON, MSGPACK
from detente_wire.gate import gate, one_line
from detente_wire.messages import Denied, Done, Flag, ListMuted, Mute, Muted, MutedRow, Reply, Unmute
from detente_wire.refusals import Refusal, Refused

if TYPE_CHECKING:
    from detente_server.host.people.players import Player
    from detente_server.host.playing.owner import Owner
    from detente_server.host.services import Services

WHY_CHARACTERS = 500


def refusal(code: str, **params: object) -> Denied:
    """An answer that refuses."""
    why = Refused(code, **params).refusal
    return Denied(why.code, why.message(), why.params, not why.definite)


# -- whom one would rather not hear --------------------------------------------------------------------------------


async def mute(services: Services, player: Player, wish: Mute) -> Reply:
    """Keep that the player wants to read no more of another."""
    other = services.players.named(wish.name)
    if other is None:
        return refusal("company.unknown", name=one_line(wish.name)[:40])
    if other.id == player.id:
        return refusal("company.yourself")
    ties = services.moderation.ties
    if ties.full(player.id, other.id):
        return refusal("company.too-many", limit=MOST)
    if not await ties.mute(player.id, Tie(other.id, other.name, wish.block)):
        return refusal("host.read-only")
    return _list(services, player)


async def unmute(services: Services, player: Player, wish: Unmute) -> Reply:
    """The other is heard again, and may come to the player's tables."""
    other = services.players.named(wish.name)
    ties = services.moderation.ties
    if other is None or other.id not in [tie.player for tie in ties.of(player.id)]:
        return refusal("company.unknown", name=one_line(wish.name)[:40])
    if not await ties.release(player.id, other.id):
        return refusal("host.read-only")
    return _list(services, player)


async def list_muted(services: Services, player: Player, wish: ListMuted) -> Reply:
    """Whom the player mutes and blocks."""
    return _list(services, player)


def _list(services: Services, player: Player) -> Muted:
    return Muted(tuple(MutedRow(tie.name, tie.blocked) for tie in services.moderation.ties.of(player.id)))


# -- flags ---------------------------------------------------------------------------------------------------------


async def flag(services: Services, player: Player, wish: Flag) -> Reply:
    """Show something to the operators; what it was comes from the server's own log."""
    owner = await services.matches.bring_known(wish.match)
    if owner is None:
        return refusal("match.unknown", match=wish.match)
    evidence = _remark(services, owner, player, wish) if wish.remark else _heard(owner, player, wish.cursor)
    if evidence is None:
        return refusal("company.nothing")
    why = gate(wish.why, services.config.limits)
    if isinstance(why, Refusal):
        return refusal(why.code, **dict(why.params))
    flags = services.moderation.flags
    known = flags.same(player.id, evidence)
    if known is None and flags.full(player.id):
        return refusal("company.too-many", limit=OPEN_OF_ONE)
    known = known or await flags.raise_(player.id, player.name, evidence, one_line(why)[:WHY_CHARACTERS])
    if known is None:
        return refusal("host.read-only")
    return Done(f"The operators will see it, with what it was, as flag {known.number}. Nobody else is told.")


def _heard(owner: Owner, player: Player, cursor: int) -> Evidence | None:
    """What stands at this cursor of the player's own stream; None: nothing that he may be told."""
    viewer = owner.durable.viewer_of(player.id)
    found = next(iter(owner.told(viewer, cursor - 1)), None) if cursor > 0 else None
    return _evidence(owner, *found) if found and found[0] == cursor else None


def _evidence(owner: Owner, cursor: int, heard: Heard) -> Evidence:
    by = getattr(heard.notice, "by", None)
    seat = owner.match.table.seats.get(by) if isinstance(by, str) else None  # type: ignore[call-overload]
    notice = JSON.pack(MSGPACK.unpack(heard.body)).decode()
    nation = by if seat is not None and isinstance(by, str) else ""
    player, name = (seat.player, seat.name) if seat is not None else ("", "")
    return Evidence(owner.id, cursor, heard.turn, heard.at_s, notice, heard.words, nation, player, name)


def _remark(services: Services, owner: Owner, player: Player, wish: Flag) -> Evidence | None:
    """A remark of the gallery that the player could hear."""
    spoken = services.gallery.spoken(owner.id, wish.remark)
    if spoken is None or not services.gallery.may_hear(owner, player.id):
        return None
    said = spoken.remarked
    return Evidence(
        owner.id, 0, owner.match.state.turn, said.at_s, "", said.words, "", spoken.player, said.name
    )
