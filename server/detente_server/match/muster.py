"""Before the first turn: when a match begins, and who must say that he is there.

Owns: the muster: called when the people's seats are taken, off when one is free again, over when all have confirmed or
its time is up; who has not confirmed by then loses the seat.
Does not know: what happens when the match begins (`match`).

Who has confirmed is sealed; all hear how many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente_server.match import records, seating
from detente_server.match.seats import Seat
from detente_server.match.writing import Entry
from detente_server.rules.book import Telling
from detente_wire.notices import Mustered
from detente_wire.terms import NationId

if TYPE_CHECKING:
    from detente_server.match.match import Match


def begins_at(match: Match) -> int | None:
    """When there is something to do for a match at muster, milliseconds UTC: 0 at once, None: not yet."""
    people = match.table.people()
    if len(people) < match.settings.seats:
        return None
    return 0 if confirmed(match) else match.table.muster_until_ms


def confirmed(match: Match) -> bool:
    """Whether all who are seated are there, or need not say so."""
    return not match.settings.muster_ms or set(match.table.people()) <= match.table.ready


def seats_change(match: Match, entry: Entry, people: int) -> None:
    """So many people are seated from now on: the muster is called, or it is off."""
    settings, called = match.settings, match.table.muster_until_ms
    if not settings.muster_ms or match.begun:
        return
    if people >= settings.seats and not called:
        _call(entry, entry.now_ms + settings.muster_ms, people)
    elif people < settings.seats and called:
        _call(entry, 0, people)


def confirm(match: Match, entry: Entry, nation: NationId) -> None:
    """The seat's player is there."""
    table = match.table
    if nation not in table.ready:
        entry.facts.append(records.ReadinessChanged(nation, True))
        _tell(entry, len(table.ready) + 1, len(table.people()), table.muster_until_ms)


def prolong(match: Match, entry: Entry, ms: int) -> None:
    """Time passed in which nobody could confirm: it is given back, and who has confirmed need not again."""
    table = match.table
    confirmed = [nation for nation in match.game.pack.order if nation in table.ready]
    until_ms = table.muster_until_ms + ms
    entry.facts.append(records.MusterCalled(until_ms))
    entry.facts += [records.ReadinessChanged(nation, True) for nation in confirmed]
    _tell(entry, len(confirmed), len(table.people()), until_ms)


def close(match: Match, entry: Entry) -> None:
    """Time is up: who has not confirmed loses the seat."""
    late = [nation for nation in match.table.people() if nation not in match.table.ready]
    for nation in late:
        seating.sit(match, entry, nation, Seat())
    _call(entry, 0, len(match.table.people()) - len(late))


def _call(entry: Entry, until_ms: int, people: int) -> None:
    entry.facts.append(records.MusterCalled(until_ms))
    _tell(entry, 0, people, until_ms)


def _tell(entry: Entry, confirmed: int, of: int, until_ms: int) -> None:
    entry.tellings.append(Telling("public", Mustered(confirmed, of, until_ms // 1000)))
