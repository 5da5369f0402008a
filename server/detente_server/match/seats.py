"""Who speaks for which nation, who is ready, and what the table has agreed about itself.

Owns: `Table`, a mutable part of a running match that is folded from its match facts.
Does not know: the rules, the clock (times come with the inputs), when the talks close (`clock`).
"""

from __future__ import annotations

from typing import assert_never

from attrs import define, field

from detente_server.match import records
from detente_server.match.inputs import Holder, MatchOrder
from detente_server.match.records import Instructed, MatchFact, SeatAttended
from detente_wire.terms import NationId
from detente_wire.values import frozen

MISSED_FOR_MINISTER = 2
"""Turns in which a player sent nothing after which the chargé d'affaires gets full powers (rules, section 2)."""
EXCUSED_TURNS = 5
"""Turns of a match from which a player may be excused."""

Question = tuple[str, NationId | None]
"""What a vote is about: the question, and the seat if it is about one."""


@frozen
class Seat:
    """One nation's place at the table."""

    holder: Holder = "empty"
    player: str = ""
    name: str = ""
    given_up: bool = False
    """The player left it, though he may come back as long as nobody else has taken it."""


@define
class Table:
    """The seats of a match, in pack order."""

    seats: dict[NationId, Seat]
    ready: set[NationId] = field(factory=set)
    """Who has nothing more to do this turn; at muster: who has confirmed."""
    deadline_ms: int = 0
    last_act_ms: int = 0
    """When something was done last: a command, a seat, a turn."""
    sent: set[NationId] = field(factory=set)
    """Whose player sent something in this turn."""
    missed: dict[NationId, int] = field(factory=dict)
    """Turns in a row in which the player of a seat sent nothing."""
    instructions: dict[NationId, Instructed] = field(factory=dict)
    away: set[NationId] = field(factory=set)
    """Whose player the host has not seen for long; live matches only."""
    excused: dict[NationId, int] = field(factory=dict)
    """Up to which turn the player of a seat is excused."""
    excuses: dict[str, int] = field(factory=dict)
    """Excused turns that a player has asked for."""
    attended: tuple[SeatAttended, ...] = ()
    """Of the turn before this one."""
    warned: tuple[NationId, ...] | None = None
    """Whom the deadline of this turn was recalled to; None: nobody yet."""
    paused_ms: int = 0
    """Since when the clock stands; 0: it runs."""
    pause_until_ms: int = 0
    pause_budgeted: bool = False
    pause_spent_ms: int = 0
    """Of what the table may pause."""
    muster_until_ms: int = 0
    """By when all who are seated must confirm; 0: they need not now."""
    umpires: dict[str, str] = field(factory=dict)
    """Player -> name of who reads everything now."""
    initiated: set[str] = field(factory=set)
    """Players who ever did."""
    votes: dict[Question, dict[NationId, bool]] = field(factory=dict)
    """Of this turn."""
    decided: set[Question] = field(factory=set)
    """Votes of this turn that are over."""
    carried: tuple[MatchOrder, ...] = ()
    """What the table has decided and the next tick does."""

    def apply(self, fact: MatchFact) -> None:
        """Fold one fact."""
        match fact:
            case records.SeatChanged():
                self._seat(fact)
            case records.TalksOpened():
                self._open(fact.deadline_ms)
            case records.ReadinessChanged():
                (self.ready.add if fact.ready else self.ready.discard)(fact.nation)
            case records.Instructed():
                self.instructions[fact.nation] = fact
            case records.Missed():
                self.missed[fact.nation] = fact.turns
            case records.PresenceChanged():
                (self.away.add if fact.away else self.away.discard)(fact.nation)
            case records.Excused():
                self.excused[fact.nation] = fact.until_turn
                self.excuses[fact.player] = self.excuses.get(fact.player, 0) + fact.turns
            case records.TurnAttended():
                self.attended = fact.seats
            case records.MusterCalled():
                self.muster_until_ms = fact.until_ms
                self.ready.clear()
            case records.UmpireChanged():
                self._umpire(fact)
            case records.DeadlineMoved() | records.DeadlineWarned() | records.ClockStopped():
                self._clock(fact)
            case records.ClockWentOn():
                self._clock(fact)
            case records.VoteCast():
                self.votes.setdefault((fact.question, fact.about), {})[fact.nation] = fact.yes
            case records.PollDecided():
                self.decided.add((fact.question, fact.about))
                self.carried += () if fact.order is None else (fact.order,)
            case records.OrderObeyed():
                self.carried = self.carried[1:] if fact.role == "table" else self.carried
            case records.MatchCreated():
                return
            case _:
                assert_never(fact)

    def _seat(self, fact: records.SeatChanged) -> None:
        if fact.player != self.seats[fact.nation].player:
            self.excused.pop(fact.nation, None)
            if fact.player:
                self.instructions.pop(fact.nation, None)
            (self.sent.add if fact.player else self.sent.discard)(fact.nation)  # who has just come is there
        self.seats[fact.nation] = Seat(fact.holder, fact.player, fact.name, fact.given_up)  # type: ignore[arg-type]
        self.ready.discard(fact.nation)
        self.away.discard(fact.nation)

    def _open(self, deadline_ms: int) -> None:
        self.deadline_ms, self.warned, self.muster_until_ms = deadline_ms, None, 0
        for spent in (self.ready, self.sent, self.votes, self.decided):
            spent.clear()

    def _umpire(self, fact: records.UmpireChanged) -> None:
        self.initiated.add(fact.player)
        self.umpires.pop(fact.player, None)
        if fact.present:
            self.umpires[fact.player] = fact.name

    def _clock(
        self,
        fact: records.DeadlineMoved | records.DeadlineWarned | records.ClockStopped | records.ClockWentOn,
    ) -> None:
        match fact:
            case records.DeadlineMoved():
                self.deadline_ms, self.warned = fact.deadline_ms, None
            case records.DeadlineWarned():
                self.warned = fact.seats
            case records.ClockStopped():
                self.paused_ms, self.pause_until_ms = fact.since_ms, fact.until_ms
                self.pause_budgeted = fact.budgeted
            case records.ClockWentOn():
                self.deadline_ms, self.paused_ms, self.pause_until_ms = fact.deadline_ms, 0, 0
                self.pause_spent_ms += fact.spent_ms

    def acted(self, nation: NationId, player: str) -> None:
        """The seat's own player sent something; what a bot sends for him does not count."""
        if player and self.seats[nation].player == player:
            self.sent.add(nation)
            self.away.discard(nation)

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

    def silent(self) -> tuple[NationId, ...]:
        """People who have sent nothing in this turn, and may yet."""
        return tuple(nation for nation in self.people() if nation not in self.sent)

    def all_away(self) -> bool:
        """Whether people hold seats, but none of them is here."""
        return not self.people() and any(seat.player for seat in self.seats.values())

    def all_ready(self) -> bool:
        """Whether everybody who speaks is ready; false if nobody does.

        Without a deadline those who have not been seen for long are not waited for, once a person is ready.
        """
        absent = set() if self.deadline_ms else self.away
        people = self.people()
        if not self.ready or (people and not self.ready & set(people)):
            return False
        return all(nation in self.ready or nation in absent for nation in self.held())
