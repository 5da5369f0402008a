"""Tables: setting one, taking a seat, going on with a campaign, what tables there are."""

from __future__ import annotations

from typing import Literal

from attrs import field
from attrs.validators import ge, le

from detente_wire.messages.ids import CommandId, Digest, MatchId, Mode, RequestId, Role, Tempo
from detente_wire.terms import NationId
from detente_wire.values import frozen


@frozen
class Calendar:
    """When nobody need be at the table: a deadline that would fall into such a time moves to its end."""

    time_zone: str = ""
    """Of the IANA database, e.g. ``Europe/Berlin``; empty: UTC."""
    quiet_from_min: int = field(default=0, validator=[ge(0), le(1439)])
    """Where the quiet hours begin, minutes after midnight there."""
    quiet_to_min: int = field(default=0, validator=[ge(0), le(1439)])
    """Where they end, on the next day if that is earlier; as the beginning: there are none."""
    weekends_off: bool = False
    """Saturday and Sunday are quiet."""


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
    muster_s: int = field(default=0, validator=[ge(0), le(14 * 86_400)])
    """Once the people's seats are taken all must confirm with READY within so long; who does not loses the seat. 0: it
    begins when they are taken."""
    drawn: bool = False
    """Nobody chooses a seat: at the beginning the people are distributed by lot."""
    anonymous: bool = False
    """Who speaks for which nation is told at the end."""
    umpire: bool = False
    """An umpire may read everything and give orders; shown to all. The creator may be it, if he takes no seat."""
    umpires: tuple[str, ...] = ()
    """Who else may be the umpire, by name."""
    pause_budget_s: int = field(default=-1, validator=[ge(-1), le(30 * 86_400)])
    """For how long in all the table may pause by vote; -1: an hour, three days by correspondence."""
    calendar: Calendar = Calendar()
    """For matches with a clock."""
    min_reliability: int = field(default=0, validator=[ge(0), le(100)])
    """Per cent that a player must have who takes a seat; newcomers are let in."""
    language: str = ""
    """In which the crisis is read by everybody at the table, of those that its pack has; empty: its own."""


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
    code: str = ""
    """The table's invitation; needed once it was renewed."""


@frozen
class LeaveMatch:
    """Give the seat up; the chargé d'affaires takes over."""

    id: CommandId
    match: MatchId


@frozen
class ListMatches:
    """Which matches are there for me? Mine come first, then those that wait for players."""

    id: RequestId
    text: str = ""
    """In the title or the pack's id; or a match's id."""
    phase: Literal["", "muster", "playing", "over"] = ""
    tempo: Literal["", "live", "correspondence"] = ""
    free: bool = False
    """Only those with a free seat."""
    page: int = field(default=0, validator=ge(0))


@frozen
class SeatRow:
    """A seat as the lobby shows it."""

    nation: NationId
    holder: Literal["player", "bot", "charge", "minister", "empty"]
    name: str = ""
    reliability: int = 0
    """Of the last turns that wanted this player, the per cent to which he came, or was excused."""
    turns: int = 0
    """Of how many turns; 0: he is new, or names are not told here."""


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
    """An umpire reads everything in this match, or may come to."""
    mine: NationId | None = None
    stage: int = 0
    """Of a campaign, from 1; 0: it stands by itself."""
    stages: tuple[str, ...] = ()
    """The crises of the campaign, by pack id, in order."""
    people: int = 0
    """Seats for people; it begins when they are taken."""
    muster_s: int = 0
    """As in `CreateMatch`."""
    muster_until_s: int = 0
    """Until when those who are seated must confirm; 0: they need not now."""
    drawn: bool = False
    """Seats are drawn at the beginning; until then they only count who is there."""
    anonymous: bool = False
    """No names until the end."""
    paused: bool = False
    calendar: Calendar = Calendar()
    free: int = 0
    """How many people may still come."""
    wanted: tuple[NationId, ...] = ()
    """Of a match under way: seats that a volunteer may take."""
    created_s: int = 0
    creator: str = ""
    """Who set the table; empty where names are not told."""
    min_reliability: int = 0
    code: str = ""
    """The invitation, for whoever set the table and asked for one."""
    role: Role | None = None
    """What the asker is at this table, if he is there already."""
    language: str = ""
    """In which the crisis is read; empty: the pack's own."""
    imported: bool = False
    """It came from a file of another server: one under way was decided again here, one that is over was only verified,
    and is for reading."""


@frozen
class Matches:
    """The answer to `ListMatches`, in pages."""

    id: RequestId
    rows: tuple[MatchRow, ...] = ()
    more: bool = False
    """Another `Matches` with this id follows."""
    page: int = 0
    pages: int = 1
