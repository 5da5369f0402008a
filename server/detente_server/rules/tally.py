"""Counting votes: whether a motion is carried, lost, or still open (rules, section 11).

Owns: the arithmetic of every procedure; it reckons with votes, voters and a charter alone.
Does not know: the state of a match, who may vote (`motions`).

Where the rules are silent: shares are of the votes in the room, so that silence carries nothing. *Unanimity* is nobody
against, and more than half of the room for it. Seats outside the pack follow the body's default, one more or less for
every ten points of the mover's standing, and never object.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from detente_server.rules.charter import Institution
from detente_server.rules.numbers import Numbers
from detente_wire.acts import MotionKind, VoteChoice
from detente_wire.terms import NationId
from detente_wire.values import frozen

TWO_THIRDS: frozenset[MotionKind] = frozenset({"close", "adjourn"})
"""Motions of procedure that take two thirds; the others take a majority."""
USUAL_STANDING = 50
Outcome = Literal["carried", "lost", "open"]


@frozen
class Tally:
    """How a vote stands."""

    votes: int
    """For the motion: weights, and seats outside."""
    needs: int
    outcome: Outcome
    vetoed: tuple[NationId, ...] = ()
    outside_yes: int = 0


def procedural(
    kind: MotionKind, votes: Mapping[NationId, VoteChoice], voters: frozenset[NationId], final: bool
) -> Tally:
    """A vote on procedure: a head each, no veto. `final`: who has not voted abstains."""
    needs = -(-2 * len(voters) // 3) if kind in TWO_THIRDS else len(voters) // 2 + 1
    yes = sum(choice == "yes" for choice in votes.values())
    left = 0 if final else len(voters - votes.keys())
    return Tally(yes, needs, "carried" if yes >= needs else "open" if yes + left >= needs else "lost")


def substantial(
    body: Institution,
    votes: Mapping[NationId, VoteChoice],
    voters: frozenset[NationId],
    mover_standing: int,
    numbers: Numbers,
    final: bool,
) -> Tally:
    """A vote on substance, by the body's own rule. `final`: who has not voted abstains."""
    outside = outside_votes(body, mover_standing, numbers)
    needs = needed(body, voters)
    yes = outside + sum(body.votes(name) for name, choice in votes.items() if choice == "yes")
    waiting = frozenset() if final else voters - votes.keys()
    against = [name for name in body.members if votes.get(name) == "no"]
    vetoed = tuple(name for name in against if name in body.vetoes)
    unanimous = body.voting == "unanimity"
    if vetoed or (unanimous and against) or yes + sum(map(body.votes, waiting)) < needs:
        outcome: Outcome = "lost"
    elif waiting and (unanimous or waiting & set(body.vetoes) or yes < needs):
        outcome = "open"
    else:
        outcome = "carried"
    return Tally(yes, needs, outcome, vetoed, outside)


def outside_votes(body: Institution, mover_standing: int, numbers: Numbers) -> int:
    """Votes of seats outside the pack for a motion whose mover has this standing."""
    leaning = (mover_standing - USUAL_STANDING) // numbers.outside_standing
    return max(0, min(body.outside, body.outside_yes + leaning))


def needed(body: Institution, voters: frozenset[NationId]) -> int:
    """Votes that carry a motion of substance, with these members in the room."""
    if body.needs:
        return body.needs
    room = sum(map(body.votes, voters))
    return -(-2 * room // 3) if body.voting == "two-thirds" else room // 2 + 1
