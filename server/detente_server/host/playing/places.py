"""Taking a place in a running match, and leaving it: seats and the umpire's.

Owns: how such a wish becomes an input, and what is refused without being written down.
Does not know: whether the match allows it (`match.seating`), who may come at all (`lobby.admission`).
"""

from __future__ import annotations

from detente_server.host.playing.owner import Owner
from detente_server.match import seating
from detente_server.match.inputs import Holder, SeatTaken, UmpireTaken
from detente_server.match.match import command_digest
from detente_wire.messages import JoinMatch, LeaveMatch
from detente_wire.refusals import Refusal
from detente_wire.terms import NationId


def join(owner: Owner, player: str, name: str, command: JoinMatch) -> Refusal | None:
    """A player wants a seat; repeated, he gets the same answer.

    What is refused to one who holds no seat is returned and not kept: strangers write nothing into the log.
    """
    seated = owner.nation_of(player)
    nation = command.nation or seated or _free_seat(owner)
    if seated is None and owner.repeat(player, command):
        return None
    if seated is None and command.nation and owner.match.settings.drawn and not owner.match.begun:
        return Refusal("match.drawn")
    refusal = owner.match.may_sit(SeatTaken(owner.now_ms(), nation, "player", player, name))
    if seated is None and refusal is not None:
        return refusal
    _seat(owner, player, name, nation, "player", command)
    return None


def leave(owner: Owner, player: str, name: str, command: LeaveMatch) -> None:
    """A player gives his seat up: before the first turn it is free again, later the chargé d'affaires has it."""
    nation = owner.nation_of(player)
    if nation is None:
        if not owner.repeat(player, command):
            owner.refuse(player, command.id, "match.not-seated")
    else:
        _seat(owner, player, name, nation, "charge" if owner.match.begun else "empty", command)


def sit(owner: Owner, player: str, name: str, nation: NationId) -> None:
    """Give a player this seat, without a receipt."""
    owner.give(SeatTaken(owner.now_ms(), nation, "player", player, name))


def umpire(owner: Owner, player: str, name: str, command: JoinMatch | LeaveMatch) -> Refusal | None:
    """A player takes the umpire's place, or leaves it; what is refused is returned and not kept."""
    present = isinstance(command, JoinMatch)
    id, digest = command.id.encode(), command_digest(command)
    given = UmpireTaken(owner.now_ms(), player, name, present, id, digest)
    refusal = seating.may_umpire(owner.match, given)
    if refusal is None:
        owner.give(given, player, command.id)
    return refusal


def appoint(owner: Owner, player: str, name: str) -> None:
    """The creator, who takes no seat, is the umpire; without a receipt."""
    if player not in owner.match.table.umpires:
        owner.give(UmpireTaken(owner.now_ms(), player, name))


def _seat(
    owner: Owner, player: str, name: str, nation: NationId, holder: Holder, command: JoinMatch | LeaveMatch
) -> None:
    id, digest = command.id.encode(), command_digest(command)
    owner.give(SeatTaken(owner.now_ms(), nation, holder, player, name, id, digest), player, command.id)


def _free_seat(owner: Owner) -> NationId:
    """The first one; if there is none the match refuses the first of all, saying so."""
    pack = owner.match.game.pack
    return next(iter(owner.match.free_seats() or [n.id for n in pack.nations if n.playable]))
