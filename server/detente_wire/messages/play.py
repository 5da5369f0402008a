"""A match under way: commands and their receipts, the stream and what was heard before."""

from __future__ import annotations

from typing import Literal

from attrs import field
from attrs.validators import ge, le

from detente_wire.acts import Act
from detente_wire.limits import HISTORY_ITEMS
from detente_wire.messages.ids import CommandId, Lineage, MatchId, RequestId, Role
from detente_wire.notices import Notice
from detente_wire.orders import Order
from detente_wire.terms import ChannelId, Hash, NationId
from detente_wire.values import frozen


@frozen
class Command:
    """Do this in that match."""

    id: CommandId
    match: MatchId
    act: Act
    words: str = ""
    """What a person wrote to go with it; see the text limits."""
    expect_turn: int | None = None
    """Refuse it in any other turn."""
    expect_hash: Hash | None = None
    """Refuse it if what it names has another text."""


@frozen
class Direct:
    """An umpire orders something in his match."""

    id: CommandId
    match: MatchId
    order: Order
    words: str = ""
    """What is told with `News` and `Whisper`; see the text limits."""


@frozen
class Committed:
    """It is done and durable."""

    cursor: int = 0
    """How far the sender's stream of that match has come with it; its notices follow the receipt."""


@frozen
class Denied:
    """It was refused (kind ``refused``): the row of the table of refusals, filled in."""

    code: str
    message: str
    """Meaning and advice, in English."""
    params: tuple[tuple[str, str], ...] = ()
    """Pairs of name and value, sorted."""
    retry: bool = False
    """Not definite: send the same command with the same id again."""


Outcome = Committed | Denied


@frozen
class Receipt:
    """Exactly one for every command id, whatever is repeated."""

    id: CommandId
    outcome: Outcome
    match: MatchId | None = None
    """Of the match created, joined or commanded."""
    nation: NationId | None = None
    """The seat that was taken by `CreateMatch` or `JoinMatch`."""


@frozen
class Unknown:
    """Something of a kind that this reader does not know: a client keeps its place and skips it."""

    kind: str


@frozen
class Heard:
    """One notice of a match that this viewer attends."""

    match: MatchId
    cursor: int
    """This viewer's own count in this match: 1, 2, 3 … without a gap."""
    turn: int
    at_s: int
    notice: Notice | Unknown
    words: str = ""
    """What a person wrote with the act, if this notice carries it; gate it again before it is shown."""
    to: tuple[NationId, ...] = ()
    """For an umpire, who hears everything: the nations that this was told to; empty: everybody."""


@frozen
class Attend:
    """Send me this match's stream from here on; answered by `Resumed`."""

    match: MatchId
    cursor: int = field(default=0, validator=ge(0))
    """The last cursor that the client holds."""
    lineage: Lineage | None = None
    """Of the stream that it holds."""


@frozen
class Resumed:
    """The answer to `Attend`: from where the stream goes on; its notices follow."""

    match: MatchId
    lineage: Lineage
    recovered: bool
    """False: forget what you have of this match, the whole stream follows from the beginning."""
    from_cursor: int
    """The cursor before the first notice that follows."""
    to_cursor: int
    """The last cursor there is now; what follows after it is new."""
    reason: Literal["", "first", "lineage", "ahead", "seat"] = ""
    """Why not recovered: nothing was held, history was replaced, the cursor is past the end, another seat."""
    role: Role = "player"
    nation: NationId | None = None
    """Whose stream it is; none for observers and umpires."""


@frozen
class History:
    """Send what I heard in a channel, or in the whole match; answered by `Recalled`s and `HistoryEnd`."""

    id: RequestId
    match: MatchId
    channel: ChannelId | None = None
    before: int | None = None
    """Cursors below this one, the nearest; with neither: the newest."""
    after: int | None = None
    """Cursors above this one, the nearest."""
    limit: int = field(default=HISTORY_ITEMS, validator=[ge(1), le(HISTORY_ITEMS)])


@frozen
class Recalled:
    """One notice of a `History`, oldest first."""

    id: RequestId
    match: MatchId
    cursor: int
    turn: int
    at_s: int
    notice: Notice | Unknown
    words: str = ""


@frozen
class HistoryEnd:
    """All that was asked for has been recalled."""

    id: RequestId
    match: MatchId
    more: bool = False
    """There is more of this channel in the direction asked for."""
