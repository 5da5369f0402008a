"""Who sits where: taking, leaving, drawing and losing seats; who is away, excused, and who speaks for him.

Owns: what a change of seats comes to, in facts, tellings and effects.
Does not know: the clock, what is stored, when a match begins (`muster`).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from attrs import evolve

from detente_server.match import notify, records
from detente_server.match.effects import Attended, Effect, SeatVacant
from detente_server.match.inputs import CommandGiven, Holder, SeatTaken, UmpireTaken
from detente_server.match.records import SeatAttended
from detente_server.match.seats import EXCUSED_TURNS, MISSED_FOR_MINISTER, Seat
from detente_server.match.writing import Entry
from detente_wire.notices import Excused
from detente_wire.refusals import Refusal, Refused
from detente_wire.terms import NationId

if TYPE_CHECKING:
    from detente_server.match.match import Match


# -- rights -----------------------------------------------------------------------------------------------------


def may_sit(match: Match, given: SeatTaken) -> Refusal | None:
    """None, or why this player may not sit there."""
    try:
        _check(match, given)
    except Refused as refused:
        return refused.refusal
    return None


def _check(match: Match, given: SeatTaken) -> None:
    pack, table = match.game.pack, match.table
    if given.nation not in table.seats:
        raise Refused("match.unknown-nation", nation=given.nation, nations=", ".join(pack.order))
    if match.over:
        raise Refused("match.over")
    if given.holder != "player":
        return
    free, seat = free_seats(match), table.seats[given.nation]
    if given.player in table.initiated:
        raise Refused("match.umpire")
    if not pack.nation(given.nation).playable:
        raise Refused("match.not-playable", nation=given.nation, nations=", ".join(free))
    own = table.seat_of(given.player)
    if own is not None and own != given.nation:
        raise Refused("match.already-seated", nation=own)
    if seat.player != given.player and (seat.holder == "player" or given.nation not in free):
        if not free:
            raise Refused("match.full")
        raise Refused("match.seat-taken", nation=given.nation, free=", ".join(free))


def free_seats(match: Match) -> list[NationId]:
    """Playable seats that a newcomer may take, in pack order; never one of those that are meant for bots."""
    seats, reserved = match.table.seats, match.settings.people
    playable = [nation.id for nation in match.game.pack.nations if nation.playable]
    if match.begun:
        return [n for n in playable if seats[n].holder in ("minister", "empty") or seats[n].given_up]
    if len(match.table.people()) >= match.settings.seats:
        return []
    return [n for n in playable if seats[n].holder == "empty" and (not reserved or n in reserved)]


def may_umpire(match: Match, given: UmpireTaken) -> Refusal | None:
    """None, or why this player may not read everything here."""
    settings, own = match.settings, match.table.seat_of(given.player)
    if not given.present:
        return None if given.player in match.table.umpires else Refusal("match.not-umpire")
    if not settings.umpire or given.player not in (settings.creator, *settings.umpires):
        return Refusal("match.not-umpire")
    if own is not None:
        return Refusal("match.already-seated", (("nation", own),))
    return Refusal("match.over") if match.over else None


# -- changes ----------------------------------------------------------------------------------------------------


def sit(match: Match, entry: Entry, nation: NationId, seat: Seat) -> None:
    """Somebody speaks for the nation from now on; the name is told unless the match goes without."""
    entry.facts.append(records.SeatChanged(nation, seat.holder, seat.player, seat.name, seat.given_up))
    name = "" if match.settings.anonymous else seat.name
    entry.tellings.append(notify.seat(nation, seat.holder, name))


def take(match: Match, entry: Entry, given: SeatTaken) -> list[Effect]:
    """The seat changes hands as was asked."""
    nobody = given.holder == "empty"
    who, name = ("", "") if nobody else (given.player, given.name)
    _is_back(match, entry, given.nation)
    sit(match, entry, given.nation, Seat(given.holder, who, name, given.holder == "charge"))
    if not match.begun:
        return []
    mode = "charge" if given.holder == "charge" else "full"
    return [SeatVacant(given.nation, bot=given.holder != "player", mode=mode)]


def hand_back(match: Match, entry: Entry, given: CommandGiven) -> list[Effect]:
    """A player who acts speaks for himself again: his chargé d'affaires or minister hands back."""
    seat = match.table.seats[given.nation]
    if seat.player != given.player or not match.begun:
        return []
    _is_back(match, entry, given.nation)
    if seat.holder not in ("charge", "minister"):
        return []
    sit(match, entry, given.nation, Seat("player", seat.player, seat.name))
    return [SeatVacant(given.nation, bot=False)]


def _is_back(match: Match, entry: Entry, nation: NationId) -> None:
    if match.table.missed.get(nation):
        entry.facts.append(records.Missed(nation, 0))


def vacate(match: Match, entry: Entry, nation: NationId) -> list[Effect]:
    """The player loses the seat: a minister speaks until somebody takes it; before the first turn it is empty."""
    _is_back(match, entry, nation)
    sit(match, entry, nation, Seat("minister" if match.begun else "empty"))
    return [SeatVacant(nation, bot=True)] if match.begun else []


def drawn(match: Match) -> dict[NationId, Seat]:
    """The seats with the people on them by lot: the key orders the places, so at the end all can check it."""
    settings, seats = match.settings, match.table.seats
    places = settings.people or tuple(n.id for n in match.game.pack.nations if n.playable)

    def lot(nation: NationId) -> bytes:
        return hashlib.sha256(b"\x1f".join((settings.key, b"seat", nation.encode()))).digest()

    people = [seat for seat in seats.values() if seat.holder == "player"]
    return {nation: Seat() for nation in seats} | dict(zip(sorted(places, key=lot), people))


# -- absence ----------------------------------------------------------------------------------------------------


def excuse(match: Match, entry: Entry, given: CommandGiven, turns: int) -> list[Effect]:
    """The player misses this turn, and more: the chargé d'affaires speaks from now on."""
    table, nation = match.table, given.nation
    seat = table.seats[nation]
    if seat.player != given.player:
        raise Refused("match.not-now", why="only a player can be excused")
    if not table.deadline_ms:
        raise Refused("match.not-now", why="without a deadline the others would have to wait; leave the seat")
    until = match.state.turn + turns - 1
    more = until - max(table.excused.get(nation, 0), match.state.turn - 1)
    left = EXCUSED_TURNS - table.excuses.get(given.player, 0)
    if more <= 0 or more > left:
        raise Refused("match.excuses", asked=turns, left=left)
    entry.facts.append(records.Excused(nation, given.player, until, more))
    entry.tellings.append(notify.to(nation, Excused(until, left - more)))
    if seat.holder == "charge":
        return []
    sit(match, entry, nation, Seat("charge", seat.player, seat.name))
    return [SeatVacant(nation, bot=True, mode="charge")]


def absences(match: Match, entry: Entry) -> list[Effect]:
    """Whose player sent nothing all turn is spoken for: first by a chargé d'affaires, then by a minister."""
    effects: list[Effect] = []
    rows: list[SeatAttended] = []
    for nation, seat in list(match.table.seats.items()):
        if seat.player and seat.holder != "bot":
            how = _attendance(match, nation)
            rows.append(SeatAttended(nation, seat.player, how))
            effects += (
                _replaced(match, entry, nation, seat, excused=how == "excused") if how != "present" else []
            )
    if rows:
        entry.facts.append(records.TurnAttended(match.state.turn, tuple(rows)))
        effects.append(Attended(match.state.turn, tuple(rows)))
    return effects


def _attendance(match: Match, nation: NationId) -> records.Attendance:
    if nation in match.table.sent:
        return "present"
    return "excused" if match.state.turn <= match.table.excused.get(nation, 0) else "missed"


def _replaced(match: Match, entry: Entry, nation: NationId, seat: Seat, *, excused: bool) -> list[Effect]:
    if seat.holder == "minister":
        return []
    holder: Holder = "charge"
    if not excused:
        missed = match.table.missed.get(nation, 0) + 1
        entry.facts.append(records.Missed(nation, missed))
        if missed >= MISSED_FOR_MINISTER and nation in match.game.pack.must_sign:
            holder = "minister"
    if holder == seat.holder:
        return []
    sit(match, entry, nation, evolve(seat, holder=holder))
    return [SeatVacant(nation, bot=True, mode="full" if holder == "minister" else "charge")]
