"""Every frame that crosses the socket: one frozen class a kind, in two registries, by who sends it.

Owns: the frames, their parts, and the ids that only the wire needs.
Does not know: how they are encoded (`codec`), who may send what (the host), what acts and notices mean.

A frame is a map whose key ``type`` names its kind; so are acts, notices and the few other unions in it.
Fields at their default are left out. Times are whole seconds of Unix time on the server's clock. `v1` only
grows: new kinds, and new fields with defaults. A client skips what it does not know, a server refuses it by
name.

"""

from __future__ import annotations

from typing import Literal, NewType, get_args

from attrs import field
from attrs.validators import ge, le

from detente_wire.acts import Act, kind_of
from detente_wire.limits import HISTORY_ITEMS, Limits
from detente_wire.notices import Notice
from detente_wire.terms import ChannelId, Choice, Hash, Instrument, NationId, Package
from detente_wire.values import frozen

MatchId = NewType("MatchId", str)
"""80 random bits, base32 in lower case (16 characters). Who has a private match's id has been invited."""
PlayerId = NewType("PlayerId", str)
"""Opaque; the same person keeps it over sessions."""
CommandId = NewType("CommandId", str)
"""128 random bits chosen by the client, 26 characters of base32 or 32 of hex; scoped to the player."""
RequestId = NewType("RequestId", str)
"""Names a query, list or history: what has an answer and no receipt. Chosen by the client."""
Lineage = NewType("Lineage", str)
"""Changes only when history was replaced (a restored backup): cursors of another lineage mean nothing."""
Digest = NewType("Digest", str)
"""sha256 in hex of a pack's public part."""

Mode = Literal["variable", "historical"]
Tempo = Literal["live", "correspondence"]
Role = Literal["player", "observer", "umpire"]


@frozen
class Unknown:
    """Something of a kind that this reader does not know: a client keeps its place and skips it."""

    kind: str


# -- from the server -----------------------------------------------------------------------------------------


@frozen
class PackOffered:
    """A pack that can be played here."""

    id: str
    title: str
    version: str
    digest: Digest
    """Of its public part; see `Fetch`."""


@frozen
class CampaignOffered:
    """Crises in a row that this server has by a name."""

    id: str
    title: str
    description: str
    packs: tuple[str, ...]


@frozen
class Hello:
    """The server's first frame on every socket."""

    server: str
    """Name and version, e.g. ``detente-server 0.1.0``."""
    versions: tuple[str, ...]
    """The subprotocols it speaks."""
    lineage: Lineage
    server_time_s: int
    limits: Limits = field(factory=Limits)
    packs: tuple[PackOffered, ...] = ()
    campaigns: tuple[CampaignOffered, ...] = ()
    """Those of which every pack is offered; any other list of packs will do as well."""
    caps: tuple[str, ...] = ()
    """What else it can do, by name: ``passwords``, ``guests``, ``observers``, ``umpires``."""


@frozen
class SeatHeld:
    """A seat that this player holds."""

    match: MatchId
    nation: NationId


@frozen
class Welcome:
    """The answer to a good `auth`."""

    name: str
    player: PlayerId
    resume_token: str
    """A secret for the next `auth`; the one before stays valid until this one is first used."""
    seats: tuple[SeatHeld, ...] = ()


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
class SeatRow:
    """A seat as the lobby shows it."""

    nation: NationId
    holder: Literal["player", "bot", "charge", "minister", "empty"]
    name: str = ""


@frozen
class MatchRow:
    """A match as the lobby shows it to this player."""

    match: MatchId
    pack: str
    digest: Digest
    title: str
    mode: Mode
    tempo: Tempo
    turn_s: int
    phase: Literal["muster", "playing", "over"]
    seats: tuple[SeatRow, ...]
    turn: int = 0
    deadline_s: int = 0
    private: bool = False
    open_dice: bool = False
    umpire: bool = False
    """An umpire reads everything in this match."""
    mine: NationId | None = None
    stage: int = 0
    """Of a campaign, from 1; 0: it stands by itself."""
    stages: tuple[str, ...] = ()
    """The crises of the campaign, by pack id, in order."""


@frozen
class Matches:
    """The answer to `ListMatches`, in pages."""

    id: RequestId
    rows: tuple[MatchRow, ...] = ()
    more: bool = False
    """Another `Matches` with this id follows."""


@frozen
class PointsAnswer:
    """What a package is worth to the asker."""

    points: int
    batna: int
    red_lines: tuple[Choice, ...] = ()
    """Of the asker's, crossed by it."""


@frozen
class ValidateAnswer:
    """Everything that is wrong with a text, and its hash."""

    hash: Hash
    problems: tuple[str, ...] = ()


@frozen
class Term:
    """One summand, with its reason."""

    why: str
    amount: int


@frozen
class RatifyAnswer:
    """The asker's own ratification sum for a text."""

    total: int
    needs: int
    terms: tuple[Term, ...] = ()


@frozen
class Risk:
    """A way in which an act may reach others."""

    how: str
    """``leak``, ``intercept``, ``lost``, ``attribution``, ``spill``, ``detection``, ``gaffe``; ``success`` is the
    chance to go well."""
    percent: int
    """Base rate: it reckons with no rival's capacity."""
    shows: str = ""
    """What they would get: ``acts``, ``text`` …"""


@frozen
class ExposureAnswer:
    """Who would see an act, what it costs, and how it might come out."""

    sees: tuple[NationId, ...] = ()
    public: bool = False
    known: bool = False
    """That it happens is public, though not what is said."""
    sealed: bool = False
    """Nobody sees it before the turn closes; then these do."""
    perhaps_others: bool = False
    """Others may see it, too, of whom the asker cannot know: those before whom a text was tabled."""
    envoys: int = 0
    capital: int = 0
    risks: tuple[Risk, ...] = ()
    refused: str = ""
    """The refusal that it would meet now, as far as the asker's own view tells."""


AnswerBody = PointsAnswer | ValidateAnswer | RatifyAnswer | ExposureAnswer | Denied


@frozen
class QueryAnswer:
    """The answer to a `Query`."""

    id: RequestId
    answer: AnswerBody


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


@frozen
class Asset:
    """A slice of a pack's public part, which is a JSON text."""

    digest: Digest
    part: int
    """From 1."""
    parts: int
    """0: this server has no such pack."""
    data: str = ""


@frozen
class Part:
    """A slice of a frame that is longer than a frame may be; a client joins them, see `codec.Joiner`."""

    part: int
    """From 1; the parts of one frame follow each other, with no other frame between them."""
    parts: int
    data: str | bytes
    """A slice of the frame as it would have been sent: bytes in msgpack, text in JSON."""


@frozen
class Announcement:
    """The operator has something to say to everybody here."""

    text: str
    at_s: int = 0


@frozen
class Closing:
    """The last frame before the server closes the socket; the code says the same."""

    reason: str
    """A name of the table of close codes."""
    message: str = ""
    retry_after_s: int = 0


# -- from the client -----------------------------------------------------------------------------------------


@frozen
class Guest:
    """Play under this name, without an account."""

    name: str


@frozen
class Password:
    """An account; over ``ws://`` a client sends this to loopback only."""

    name: str
    password: str


@frozen
class Token:
    """A bot's, an operator's or a solo game's token."""

    token: str


@frozen
class Resume:
    """Be again who you were."""

    token: str
    """The newest `Welcome.resume_token`."""


Credential = Guest | Password | Token | Resume


@frozen
class Auth:
    """The client's first frame."""

    who: Credential
    client: str = ""
    """Name and version of the client, for the server's log."""


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
class CreateMatch:
    """Set a table."""

    id: CommandId
    pack: str
    nation: NationId | None = None
    """The seat that the creator takes; none: the first free one, unless `watch`."""
    watch: bool = False
    """The creator takes no seat."""
    people: int = field(default=1, validator=[ge(0), le(9)])
    """Seats for people, the creator's included; it begins when they are taken. Bots play the others."""
    mode: Mode = "variable"
    tempo: Tempo = "live"
    turn_s: int = field(default=0, validator=[ge(0), le(14 * 86_400)])
    """How long the talks of a turn last; 0: until all are ready."""
    temper: str = ""
    """The bots' temper; empty: as the pack says."""
    seed: int | None = None
    """None: the server draws one."""
    open_dice: bool = False
    """The salt is empty: anybody who knows the seed can foretell the dice; shown to all."""
    private: bool = False
    """Not listed; the match id is the invitation."""
    then: tuple[str, ...] = ()
    """The crises that follow in a campaign, by pack id: see `NextMatch`."""


@frozen
class NextMatch:
    """Go on with the campaign of a match that is over: the next crisis, with what this one and those before it left.

    Whoever of the players asks first sets the table, as the first one was set; the others are seated at it. The seat
    is that of the heir of the nation that one spoke for, if it is free, else any.
    """

    id: CommandId
    match: MatchId


@frozen
class JoinMatch:
    """Take a seat, or a place to watch from."""

    id: CommandId
    match: MatchId
    nation: NationId | None = None
    """None: any free seat."""
    role: Role = "player"


@frozen
class LeaveMatch:
    """Give the seat up; the chargé d'affaires takes over."""

    id: CommandId
    match: MatchId


@frozen
class Attend:
    """Send me this match's stream from here on; answered by `Resumed`."""

    match: MatchId
    cursor: int = field(default=0, validator=ge(0))
    """The last cursor that the client holds."""
    lineage: Lineage | None = None
    """Of the stream that it holds."""


@frozen
class ListMatches:
    """Which matches are there for me?"""

    id: RequestId


@frozen
class Points:
    """What would this package be worth to me?"""

    package: Package


@frozen
class Validate:
    """What is wrong with this text?"""

    text: Instrument


@frozen
class Ratify:
    """Would my home ratify this text?"""

    text: Instrument


@frozen
class Exposure:
    """Who would see this?"""

    act: Act


Question = Points | Validate | Ratify | Exposure


@frozen
class Query:
    """A question to one's own view and the public pack; no receipt, never logged, not in the stream."""

    id: RequestId
    match: MatchId
    question: Question


@frozen
class Fetch:
    """Send a pack's public part, from this part on; answered by `Asset`s."""

    digest: Digest
    part: int = field(default=1, validator=ge(1))


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


ServerMessage = (
    Hello | Welcome | Receipt | Heard | Resumed | Matches | QueryAnswer | Recalled | HistoryEnd | Asset | Part
    | Announcement | Closing
)  # fmt: skip
ClientMessage = (
    Auth | Command | CreateMatch | NextMatch | JoinMatch | LeaveMatch | Attend | ListMatches | Query | Fetch | History
)  # fmt: skip
Message = ServerMessage | ClientMessage

SERVER_MESSAGES: dict[str, type[ServerMessage]] = {kind_of(frame): frame for frame in get_args(ServerMessage)}
"""Every frame that a server sends, by its kind."""
CLIENT_MESSAGES: dict[str, type[ClientMessage]] = {kind_of(frame): frame for frame in get_args(ClientMessage)}
"""Every frame that a client sends, by its kind."""
