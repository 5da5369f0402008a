"""What an umpire may do to a match: a closed set of orders, given with `Direct`.

Owns: the orders' classes. An operator, the host and the table itself (by a poll) give the same ones by other doors.
Does not know: what they do (the match), who may give them (the host).
"""

from __future__ import annotations

from typing import get_args

from attrs import field
from attrs.validators import ge, le

from detente_wire.acts import kind_of
from detente_wire.terms import NationId
from detente_wire.values import frozen

FORTNIGHT_S = 14 * 86_400
"""The longest turn, extension and pause."""


@frozen
class Extend:
    """Give the talks of this turn more time."""

    seconds: int = field(validator=[ge(1), le(FORTNIGHT_S)])


@frozen
class Pause:
    """Stop deadline and closing; acts go on."""

    seconds: int = field(default=0, validator=[ge(0), le(FORTNIGHT_S)])
    """After how long the talks go on by themselves; 0: after a fortnight."""


@frozen
class GoOn:
    """End the pause."""


@frozen
class Replace:
    """Free a seat: a minister speaks for it until somebody takes it; before the first turn it is empty again."""

    nation: NationId


@frozen
class News:
    """Tell all what happened in the world; the words go with the command."""

    tension: int = field(default=0, validator=[ge(-10), le(10)])
    """By how much tension moves at the end of this turn because of it."""


@frozen
class Whisper:
    """Tell one seat something that nobody else hears; the words go with the command."""

    nation: NationId


@frozen
class End:
    """End the match as it stands, as at its deadline."""


Order = Extend | Pause | GoOn | Replace | News | Whisper | End

ORDERS: dict[str, type[Order]] = {kind_of(order): order for order in get_args(Order)}
"""Every order by its name on the wire."""
