"""The era's ways of talking, and places to meet."""

from __future__ import annotations

from detente_wire.terms import ChannelKind, MediumId, NationId, VenueId
from detente_wire.values import frozen


@frozen
class Medium:
    """A way of talking that the era has, with its parameters (rules, section 3)."""

    id: MediumId
    title: str
    kind: ChannelKind
    many: bool = False
    """A meeting of more than two (conference, delegations)."""
    in_person: bool = True
    """Counts as *one place*; telephone and letter do not."""
    envoys: int = 1
    """What each member pays."""
    convener_envoys: int = 1
    """What the inviter pays (conference 2)."""
    transit: int = 0
    """Turns that a letter is under way; arrives at DAWN (0: at once)."""
    leak: int = 5
    """Percent per use."""
    intercept: int = 0
    """Percent per use."""
    lost: int = 0
    """Percent of letters that are lost, sender not told."""
    clauses: int = 99
    """The most choices in one package."""
    per_turn: int = 99
    """Uses a nation and turn."""
    hotline: bool = False
    """Still works in the last hours (rung 9)."""
    fast: bool = False
    """Transit 0 from rung 6 on."""
    from_turn: int = 1


@frozen
class Venue:
    """A place to meet."""

    id: VenueId
    title: str
    discreet: bool = False
    """The meeting's existence is not public; needs mutual trust 20."""
    secure: bool = False
    """Leak -10."""
    host: NationId | None = None
    """The nation on whose soil it lies; none: neutral."""
