"""What an institution is: the compiled charter of a body, as the pack wrote it.

Owns: the frozen class and what follows from it alone: seats outside the pack, votes, who is in the chair.
Does not know: whether the body exists yet, what it has decided (`detente_server.rules.bodies`), files.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field

from detente_wire.terms import Facility, InstitutionId, NationId, Power, Voting
from detente_wire.values import frozen

MODULE = "institutions"
"""The rule module without which there are no bodies."""
HOST, ROTATING, ELECTED, NO_CHAIR = "host", "rotating", "elected", "none"
"""Words that may stand in place of a nation for the chair."""
CHAIR_WORDS = (HOST, ROTATING, ELECTED, NO_CHAIR)


@frozen
class Institution:
    """A body and its procedure (rules, section 11)."""

    id: InstitutionId
    title: str
    members: tuple[NationId, ...]
    """Nations of the pack, in pack order: those who may move, second and vote."""
    officers: tuple[NationId, ...] = ()
    """Nations without a vote that may convene it, move and be in the chair, e.g. a secretary-general."""
    chair: str = HOST
    """A nation, or ``host`` (who convenes), ``rotating`` (by turn), ``elected`` (by motion), ``none``."""
    chair_agenda: bool = False
    """The chair alone puts items on the agenda; else every member may."""
    voting: Voting = "majority"
    """The rule for motions of substance."""
    needs: int = 0
    """Votes that a motion of substance needs; 0: of the votes cast, by `voting`."""
    weights: Mapping[NationId, int] = field(factory=dict)
    """``weighted``: votes of each member; who is not there has one."""
    outside: int = 0
    """Votes of seats that no nation of the pack holds."""
    outside_yes: int = 0
    """How many of these are cast for a motion whose mover stands at 50."""
    vetoes: tuple[NationId, ...] = ()
    """Whose No kills a motion of substance."""
    powers: frozenset[Power] = frozenset()
    facilities: frozenset[Facility] = frozenset()
    exists: bool = True
    """It stands from `from_turn` on; else only a clause founds it."""
    from_turn: int = 1

    def votes(self, member: NationId) -> int:
        """How many votes a member casts."""
        return self.weights.get(member, 1)

    @property
    def seats(self) -> int:
        """All votes that the body has, those outside the pack among them."""
        return sum(map(self.votes, self.members)) + self.outside

    def majority_needs(self) -> int:
        """More than half of all seats."""
        return self.seats // 2 + 1
