"""``channels.toml``: the media and venues of the era."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from attrs import frozen

from detente_server.packs.format.marked import Nation, Risk, Title, Turn
from detente_server.packs.marks import Count, Declares, Range
from detente_wire.terms import ChannelKind


@frozen(kw_only=True)
class MediumTable:
    """``[[medium]]``; what is None takes the default of its kind, see `MEDIUM_DEFAULTS`."""

    id: Annotated[str, Declares("medium")]
    """Its name in commands."""
    title: Title
    """What the era called it."""
    kind: ChannelKind
    """What it is; gives the defaults of the other keys."""
    many: bool | None = None
    """A conference or delegations: more than two."""
    in_person: bool | None = None
    """Counts as being in one place (telephone: false)."""
    envoys: Annotated[int, Range(0, 3)] | None = None
    """What each member (the author) pays."""
    convener_envoys: Annotated[int, Range(0, 3)] | None = None
    """What the inviter pays."""
    transit_turns: Annotated[int, Range(0, 3)] | None = None
    """Turns under way; arrives at DAWN."""
    leak_percent: Risk | None = None
    """Per use."""
    intercept_percent: Risk | None = None
    """Per use."""
    lost_percent: Risk | None = None
    """Letters lost, the sender not told."""
    max_clauses: Annotated[int, Range(1, 99)] | None = None
    """Choices in one package."""
    max_uses: Annotated[int, Range(1, 99)] | None = None
    """Per nation and turn."""
    hotline: bool | None = None
    """Still works in the last hours (rung 9)."""
    fast: bool | None = None
    """Transit 0 from rung 6 on."""
    from_turn: Turn | None = None
    """Exists from this turn on."""


_EVERY = {"envoys": 1, "max_clauses": 99, "max_uses": 99, "from_turn": 1}
MEDIUM_DEFAULTS: Mapping[ChannelKind, Mapping[str, int]] = {
    "meeting": _EVERY | {
        "many": 0, "in_person": 1, "convener_envoys": 1, "leak_percent": 5, "intercept_percent": 0,
        "hotline": 0,
    },
    "letter": _EVERY | {
        "transit_turns": 0, "leak_percent": 5, "intercept_percent": 5, "lost_percent": 0, "hotline": 0,
        "fast": 0,
    },
    "back-channel": _EVERY | {
        "convener_envoys": 1, "leak_percent": 3, "intercept_percent": 4, "max_clauses": 2,
    },
    "public": _EVERY,
}  # fmt: skip
"""Keys that a kind of medium may have, and their defaults (rules, section 3); true is 1."""
MANY_DEFAULTS: Mapping[str, int] = {"convener_envoys": 2, "leak_percent": 10}
"""What a meeting of many changes of them."""


@frozen(kw_only=True)
class VenueTable:
    """``[[venue]]``"""

    id: Annotated[str, Declares("venue")]
    """Its name in commands."""
    title: Title
    """Where it is."""
    discreet: bool = False
    """The meeting's existence is not public."""
    secure: bool = False
    """Leaks 10 percent less."""
    host: Nation | None = None
    """Whose soil it is; none: neutral."""


@frozen(kw_only=True)
class ChannelsFile:
    """channels.toml"""

    medium: Annotated[tuple[MediumTable, ...], Count(1, 30)]
    """The ways of talking that the era has."""
    venue: Annotated[tuple[VenueTable, ...], Count(0, 30)] = ()
    """The places to meet."""
