"""How likely a talk or letter is to become known: base rates, for the dice and for previews (rules, section 3).

Owns: one pure function. It reckons with the medium, the circle, the place and the rung.
Does not know: any nation's capacity, dials or plans; who may preview may see all that goes into it.
"""

from __future__ import annotations

from detente_server.rules.numbers import Numbers
from detente_server.rules.pack import Medium, Venue
from detente_wire.values import frozen

NUMBERS = Numbers()
"""The table; no pack overrides what is read here."""


@frozen
class Odds:
    """Percent per use."""

    leak: int = 0
    """Its typed acts stand in the next gazette."""
    intercept: int = 0
    """One rival gets a private copy, text included, if any is able to."""
    lost: int = 0
    """A letter does not arrive, and its sender is not told."""


def exposure(
    medium: Medium,
    members: int,
    venue: Venue | None = None,
    rung: int = 0,
    earlier_uses: int = 0,
    numbers: Numbers = NUMBERS,
    *,
    secure: bool = False,
) -> Odds:
    """The odds of one use of the medium by so many `members` (of a letter: author and addressees).

    `earlier_uses`: how often a pair has met in back-channels before this turn; `secure`: it is a session of a body
    with a secure venue. Rungs are 0..10.
    """
    if medium.kind == "public":
        return Odds()
    leak = medium.leak
    if medium.many:
        leak += numbers.conference_leak_member * max(0, members - 3)
    if medium.kind == "back-channel":
        leak = min(numbers.backchannel_leak_max, leak + numbers.backchannel_leak_use * earlier_uses)
    if rung >= numbers.leak_rung:
        leak += numbers.leak_rung_more
    if secure or (venue is not None and venue.secure):
        leak -= numbers.secure_leak
    return Odds(max(0, min(100, leak)), medium.intercept, medium.lost)
