"""Votes of the table on how it goes on: secret ballots of the people who are there, told as counts.

Owns: who votes, what carries a vote, which order it comes to.
Does not know: how the order is carried out (`orders`; with the next tick).

A seat votes if a person holds it and the host has not lost sight of him; who has voted counts in any case. More than
half of these carry a vote (docs/explanation/rules-decisions.md). A vote stands; a question is put once a turn.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING

from detente_server.match import records
from detente_server.match.inputs import CommandGiven, MatchOrder
from detente_server.match.seats import Question
from detente_server.match.writing import Entry
from detente_server.rules.book import Telling
from detente_wire.acts import Poll, PollQuestion
from detente_wire.notices import Polled
from detente_wire.orders import FORTNIGHT_S, End, Extend, GoOn, Pause, Replace
from detente_wire.refusals import Refused
from detente_wire.terms import NationId

if TYPE_CHECKING:
    from detente_server.match.match import Match

LEAST_S = 60
"""The shortest extension by vote."""


def vote(match: Match, entry: Entry, given: CommandGiven, act: Poll) -> None:
    """A seat votes; the first vote opens the poll."""
    table, nation = match.table, given.nation
    about = act.nation if act.question == "replace" else None
    question = (act.question, about)
    if table.seats[nation].player != given.player:
        raise Refused("match.not-now", why="only players vote")
    if question in table.decided or nation in table.votes.get(question, {}):
        raise Refused("match.voted")
    _check(match, nation, act)
    entry.facts.append(records.VoteCast(nation, act.question, about, act.yes))
    _count(match, entry, question, {**table.votes.get(question, {}), nation: act.yes}, table.away)


def people_change(match: Match, entry: Entry, away: Set[NationId]) -> None:
    """Others are there than before: a vote that waited for somebody may be decided."""
    for question, votes in match.table.votes.items():
        if question not in match.table.decided:
            _count(match, entry, question, votes, away, always=False)


def _check(match: Match, nation: NationId, act: Poll) -> None:
    """`Refused` if there is nothing to vote on."""
    table = match.table
    if act.question == "extend" and not table.deadline_ms:
        raise Refused("match.not-now", why="this match has no clock")
    if act.question == "pause" and (table.paused_ms or pause_left_ms(match) < 1000):
        raise Refused("match.not-now", why="the clock stands, or all pauses of the table are used")
    if act.question == "go-on" and not table.paused_ms:
        raise Refused("match.not-now", why="the clock runs")
    if act.question == "replace":
        seat = table.seats.get(act.nation) if act.nation else None
        if seat is None or not seat.player:
            raise Refused("match.not-now", why="no player holds that seat")
        if act.nation == nation:
            raise Refused("match.not-now", why="you can leave your own seat without a vote")


def pause_left_ms(match: Match) -> int:
    """For how long the table may still pause."""
    return max(0, match.settings.pause_ms - match.table.pause_spent_ms)


def _count(
    match: Match,
    entry: Entry,
    question: Question,
    votes: Mapping[NationId, bool],
    away: Set[NationId],
    *,
    always: bool = True,
) -> None:
    """Decide if it can be decided, and tell the count."""
    voters = {one for one in match.table.people() if one not in away} | set(votes)
    needs = len(voters) // 2 + 1
    yes = sum(votes.values())
    no = len(votes) - yes
    outcome = "carried" if yes >= needs else "failed" if len(voters) - no < needs else "open"
    name: PollQuestion = question[0]  # type: ignore[assignment]
    if outcome != "open":
        order = _order(match, question) if outcome == "carried" else None
        entry.facts.append(records.PollDecided(name, question[1], order))
    if always or outcome != "open":
        entry.tellings.append(Telling("public", Polled(name, question[1], yes, no, needs, outcome)))  # type: ignore[arg-type]


def _order(match: Match, question: Question) -> MatchOrder:
    """What the table has decided to do."""
    match question:
        case ("extend", _):
            return Extend(min(FORTNIGHT_S, max(LEAST_S, match.settings.turn_ms // 2000)))
        case ("pause", _):
            return Pause(min(FORTNIGHT_S, pause_left_ms(match) // 1000))
        case ("go-on", _):
            return GoOn()
        case ("replace", str() as nation):
            return Replace(NationId(nation))
        case ("end", _):
            return End()
        case _:
            raise ValueError(f"the table cannot decide {question}")
