"""Nation cards."""

from __future__ import annotations

from typing import Literal

from detente_server.rules.pack.sheets import Sheet
from detente_wire.terms import EngagementKind, NationId, Package
from detente_wire.values import frozen


@frozen
class Capacity:
    """What a nation can do, each 0..3."""

    intel: int = 0
    cyber: int = 0
    force: int = 0
    trade: int = 0
    law: int = 0


@frozen
class Self:
    """A state's self, shown to those who tour it."""

    values: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    ideology: str = ""
    minds_law_or_peace: bool = False
    """Loses trust in who presses without licence (rules, section 6, Licence)."""
    likes: tuple[EngagementKind, ...] = ()
    dislikes: tuple[EngagementKind, ...] = ()


@frozen
class Nation:
    """One nation card."""

    id: NationId
    title: str
    tier: Literal[1, 2, 3]
    capacity: Capacity
    ratifier: int
    """The sum that ratification takes: decree 25, cabinet 30, parliament 36, supermajority 40."""
    home: int
    """Domestic support at start, 0..100."""
    sheets: tuple[Sheet, ...]
    """Instruction cards; `historical` mode plays the first."""
    self_card: Self = Self()
    playable: bool = True
    contacts: tuple[NationId, ...] = ()
    """With whom a back-channel needs no trust (named by the pack, both ways)."""
    trade_partners: tuple[NationId, ...] = ()
    status_quo: Package = ()
    """If named, what open issues are worth to it instead of BATNA's share."""
    capital: int = 8
    standing: int = 50
    word: int = 50
    heir_of: str = ""
    """The id under which an earlier crisis knew it; empty: its own (rules, section 10)."""
