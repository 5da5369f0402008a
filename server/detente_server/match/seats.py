"""Who speaks for which nation, who is ready, and when the talks of a turn close.

Owns: `Table`, a mutable part of a running match that is folded from its match facts.
Does not know: the rules, the clock (times come with the inputs).

The talks close at the deadline, or when all seats held by somebody are ready; never on an empty set. Readiness is
sealed: nobody is told whose. Where two or more seats are held by people they close no sooner than `quiet_ms` after the
last act (rules, section 2).
"""

from __future__ import annotations

from attrs import define, field

from detente_server.match.inputs import Holder
from detente_server.match.records import Instructed, Missed, ReadinessChanged, SeatChanged, TalksOpened
from detente_wire.terms import NationId
from detente_wire.values import frozen

MISSED_FOR_MINISTER = 2
"""Turns in which a player sent nothing after which the chargé d'affaires gets full powers (rules, section 2)."""


@frozen
class Seat:
    """One nation's place at the table."""

    holder: Holder = "empty"
    player: str = ""
    name: str = ""


@define
class Table:
    """The seats of a match, in pack order."""

    seats: dict[NationId, Seat]
    ready: set[NationId] = field(factory=set)
    deadline_ms: int = 0
    last_act_ms: int = 0
    """When something was done last: a command, a seat, a turn."""
    sent: set[NationId] = field(factory=set)
    """Whose player sent something in this turn."""
    missed: dict[NationId, int] = field(factory=dict)
    """Turns in a row in which the player of a seat sent nothing."""
    instructions: dict[NationId, Instructed] = field(factory=dict)

    def apply(self, fact: SeatChanged | TalksOpened | ReadinessChanged | Instructed | Missed) -> None:
        """Fold one fact."""
        match fact:
            case SeatChanged():
                self.seats[fact.nation] = Seat(fact.holder, fact.player, fact.name)  # type: ignore[arg-type]
                self.ready.discard(fact.nation)
            case TalksOpened():
                self.deadline_ms = fact.deadline_ms
                self.ready.clear()
                self.sent.clear()
            case ReadinessChanged():
                (self.ready.add if fact.ready else self.ready.discard)(fact.nation)
            case Instructed():
                self.instructions[fact.nation] = fact
            case Missed():
                self.missed[fact.nation] = fact.turns

    def acted(self, nation: NationId, player: str) -> None:
        """The seat's own player sent something; what a bot sends for him does not count."""
        if player and self.seats[nation].player == player:
            self.sent.add(nation)

    def seat_of(self, player: str) -> NationId | None:
        """The nation that the player speaks for."""
        if player:
            for nation, seat in self.seats.items():
                if seat.player == player:
                    return nation
        return None

    def held(self) -> list[NationId]:
        """Nations for whom somebody speaks, person or bot."""
        return [nation for nation, seat in self.seats.items() if seat.holder != "empty"]

    def people(self) -> list[NationId]:
        """Nations for whom a person speaks now."""
        return [nation for nation, seat in self.seats.items() if seat.holder == "player"]

    def _all_away(self) -> bool:
        """Whether people hold seats, but none of them is here."""
        return not self.people() and any(seat.player for seat in self.seats.values())

    def all_ready(self) -> bool:
        """Whether everybody who speaks is ready; false if nobody does."""
        if not self.ready:
            return False
        held = self.held()
        return bool(held) and all(nation in self.ready for nation in held)

    def closes_at(self, quiet_ms: int) -> int | None:
        """When the talks close as things stand (milliseconds UTC); None: not by themselves.

        While all people are away their deputies do not run through the turns: each lasts until its deadline.
        """
        if self.all_ready() and not (self.deadline_ms and self._all_away()):
            at = self.last_act_ms + (quiet_ms if len(self.people()) >= 2 else 0)
            return min(at, self.deadline_ms) if self.deadline_ms else at
        return self.deadline_ms or None
