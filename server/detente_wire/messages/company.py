"""How people get along, and what whoever set a table may do with it: wishes, their answers, the gallery.

Owns: the kinds. They are wished for in a `Request` and answered in an `Answered` (`requests`).
Does not know: who may wish what.
"""

from __future__ import annotations

from attrs import field
from attrs.validators import ge

from detente_wire.messages.ids import MatchId
from detente_wire.messages.lobby import MatchRow
from detente_wire.orders import Order
from detente_wire.terms import NationId
from detente_wire.values import frozen

# -- whom one would rather not hear --------------------------------------------------------------------------------


@frozen
class Mute:
    """Keep for me that I want to read no more words of this player. My client hides them; acts are always shown."""

    name: str
    block: bool = False
    """Besides: he may take no place at tables that I set, and neither of us sees in the lobby what the other sets."""


@frozen
class Unmute:
    """Neither mute nor block this player any more."""

    name: str


@frozen
class ListMuted:
    """Whom do I mute and block?"""


@frozen
class MutedRow:
    """Somebody whom the asker mutes."""

    name: str
    blocked: bool = False


@frozen
class Muted:
    """The answer to `ListMuted`; also to `Mute` and `Unmute`: the list as it is now."""

    rows: tuple[MutedRow, ...] = ()


@frozen
class Flag:
    """Show the operators something that I heard; the server attaches what it was."""

    match: MatchId
    cursor: int = field(default=0, validator=ge(0))
    """Of my own stream."""
    remark: int = field(default=0, validator=ge(0))
    """Instead: the number of a remark of the gallery."""
    why: str = ""


# -- whoever set a table -------------------------------------------------------------------------------------------


@frozen
class Invite:
    """The code by which others come to my table; answered by `Invited`."""

    match: MatchId
    renew: bool = False
    """A new one: every invitation before, the match's id included, lets nobody in any more."""


@frozen
class Invited:
    """The invitation that holds now."""

    match: MatchId
    code: str
    """50 random bits in base32, written ``abcde-fghij``."""


@frozen
class FindMatch:
    """Which match is this? Answered by `Found`."""

    wanted: str
    """An invitation's code, or a match's id."""


@frozen
class Found:
    """A match, as the lobby shows it to the asker."""

    row: MatchRow


@frozen
class CancelMatch:
    """Call off my table, at which nobody has played yet."""

    match: MatchId
    why: str = ""


@frozen
class FreeSeat:
    """Take this seat from whoever holds it, at my table, before it begins."""

    match: MatchId
    nation: NationId


@frozen
class Cancelled:
    """To all who attend a match: it was called off before it began."""

    match: MatchId
    why: str = ""


# -- the gallery ---------------------------------------------------------------------------------------------------


@frozen
class Remark:
    """Say something to those who watch this match with me; no part of the match, kept nowhere but in memory."""

    match: MatchId
    words: str


@frozen
class Remarked:
    """Somebody in the gallery of a match said something. No seat gets it before the match is over."""

    match: MatchId
    number: int
    """From 1, in this match; a hole: the server was started anew, or is not telling what was before."""
    name: str
    words: str
    """Gate them again before they are shown."""
    at_s: int


@frozen
class DirectAll:
    """Order the same at every table under way whose umpire I am."""

    order: Order
    words: str = ""
    """What is told with `News`; see the text limits."""


@frozen
class Silence:
    """Let this seat's player write nothing in this match for a while; for its umpire."""

    match: MatchId
    nation: NationId
    minutes: int = field(default=10, validator=ge(0))
    """0: he may write again."""
    why: str = ""
