"""What is stored of an input and of all that came of it, as bytes and back.

Owns: the facts of the match itself, the stored inputs, which kinds there are in which versions, and the bytes of a
record's payload, notices and receipts. The format is final: docs/reference/log-format.md.
Does not know: which store keeps them, how an input is decided.

A payload is ``[format, engine, input, facts]``. The input is kept so that an audit can decide it again; the words that
a person wrote are never in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from detente_server.match.inputs import InCharge, MatchOrder
from detente_server.match.kinds import Kinds, Row, Upcaster, unpacked
from detente_server.match.kinds import Unreadable as Unreadable
from detente_server.match.settings import ENGINE_VERSION, Settings
from detente_server.rules.facts import FACT_NAMES, FACT_VERSIONS, FACTS, Fact
from detente_wire.acts import Act, PollQuestion
from detente_wire.codec import MSGPACK
from detente_wire.messages import Receipt
from detente_wire.notices import NOTICE_NAMES, NOTICES, Notice
from detente_wire.shapes import TAG
from detente_wire.terms import Hash, NationId, Ref
from detente_wire.values import frozen

FORMAT = 1
"""The first number of every payload. It changes only if a payload is something else altogether."""


# -- facts of the match itself, beside those of the rules -------------------------------------------------------


@frozen
class MatchCreated:
    """The first fact of every log."""

    settings: Settings


@frozen
class SeatChanged:
    """Who speaks for a nation from now on. Names are a table of seats, not a part of the game."""

    nation: NationId
    holder: str
    player: str
    name: str
    given_up: bool = False
    """The player left it: somebody else may take it."""


@frozen
class TalksOpened:
    """When the talks of this turn close, milliseconds UTC; 0: when all are ready."""

    deadline_ms: int


@frozen
class ReadinessChanged:
    """A seat is ready, or no longer."""

    nation: NationId
    ready: bool


@frozen
class Instructed:
    """Standing instructions for the chargé d'affaires."""

    nation: NationId
    stance: str
    avoid: tuple[NationId, ...]


@frozen
class Missed:
    """The player of a seat sent nothing in so many turns in a row; 0: he is back."""

    nation: NationId
    turns: int


@frozen
class DeadlineMoved:
    """The talks of this turn close at another time, milliseconds UTC."""

    deadline_ms: int


@frozen
class ClockStopped:
    """Neither deadline nor readiness closes the talks until it goes on."""

    since_ms: int
    until_ms: int
    """When it goes on by itself."""
    budgeted: bool
    """Whether it takes from what the table may pause."""


@frozen
class ClockWentOn:
    """The pause is over; the deadline has moved by its length."""

    deadline_ms: int
    spent_ms: int
    """Of the table's budget."""


@frozen
class DeadlineWarned:
    """Seats that had sent nothing were told that the deadline is near."""

    seats: tuple[NationId, ...]


@frozen
class PresenceChanged:
    """The player of a seat has not been seen for long, or is back."""

    nation: NationId
    away: bool


@frozen
class Excused:
    """A seat's player is excused up to this turn."""

    nation: NationId
    player: str
    until_turn: int
    turns: int
    """How many of his excused turns that takes."""


Attendance = Literal["present", "excused", "missed"]


@frozen
class SeatAttended:
    """How a player attended a turn."""

    nation: NationId
    player: str
    how: Attendance


@frozen
class TurnAttended:
    """Which players sent something in the turn that closed."""

    turn: int
    seats: tuple[SeatAttended, ...]


@frozen
class MusterCalled:
    """All who are seated must confirm by then; 0: the muster is off."""

    until_ms: int


@frozen
class UmpireChanged:
    """Who reads everything, from now on or no longer."""

    player: str
    name: str
    present: bool


@frozen
class VoteCast:
    """A seat voted on how the table goes on."""

    nation: NationId
    question: PollQuestion
    about: NationId | None
    yes: bool


@frozen
class PollDecided:
    """A vote of the table is decided; what it carries is done with the next tick."""

    question: PollQuestion
    about: NationId | None
    order: MatchOrder | None
    """None: it failed."""


@frozen
class OrderObeyed:
    """Somebody in charge ordered this. Its effects are facts of their own."""

    role: InCharge
    by: str
    order: MatchOrder


MatchFact = (
    MatchCreated | SeatChanged | TalksOpened | ReadinessChanged | Instructed | Missed
    | DeadlineMoved | ClockStopped | ClockWentOn | DeadlineWarned | PresenceChanged | Excused | TurnAttended
    | MusterCalled | UmpireChanged | VoteCast | PollDecided | OrderObeyed
)  # fmt: skip
MATCH_FACTS: dict[str, type[Any]] = {
    "match-created": MatchCreated,
    "seat-changed": SeatChanged,
    "talks-opened": TalksOpened,
    "readiness-changed": ReadinessChanged,
    "instructed": Instructed,
    "missed": Missed,
    "deadline-moved": DeadlineMoved,
    "clock-stopped": ClockStopped,
    "clock-went-on": ClockWentOn,
    "deadline-warned": DeadlineWarned,
    "presence-changed": PresenceChanged,
    "excused": Excused,
    "turn-attended": TurnAttended,
    "muster-called": MusterCalled,
    "umpire-changed": UmpireChanged,
    "vote-cast": VoteCast,
    "poll-decided": PollDecided,
    "order-obeyed": OrderObeyed,
}


# -- inputs as they are stored ----------------------------------------------------------------------------------


@frozen
class Created:
    """The match was created; its settings are the first fact."""


@frozen
class Commanded:
    """A seat's command. Its player, id and answer are the record's receipt; its words lie beside the log."""

    nation: NationId
    act: Act
    expect_turn: int | None = None
    expect_hash: Hash | None = None


@frozen
class Seated:
    """Somebody was to sit down or leave; if a player asked, the record has a receipt."""

    nation: NationId
    holder: str
    player: str = ""
    name: str = ""


@frozen
class Umpired:
    """Somebody was to read everything, or no longer."""

    player: str
    name: str
    present: bool


@frozen
class Directed:
    """Somebody in charge ordered this; its words lie beside the log."""

    role: InCharge
    by: str
    order: MatchOrder
    deadline_ms: int | None = None
    """The deadline as the host's calendar moved it."""


@frozen
class PresenceSeen:
    """The host noted that a seat's player is away, or back."""

    nation: NationId
    away: bool


@frozen
class Elapsed:
    """It was time."""

    deadline_ms: int | None = None
    """The deadline as the host's calendar moved it."""


StoredInput = Created | Commanded | Seated | Umpired | Directed | PresenceSeen | Elapsed
STORED_INPUTS: dict[str, type[Any]] = {
    "created": Created,
    "commanded": Commanded,
    "seated": Seated,
    "umpired": Umpired,
    "directed": Directed,
    "presence-seen": PresenceSeen,
    "elapsed": Elapsed,
}


# -- kinds, versions, upcasters ---------------------------------------------------------------------------------

MATCH_FACT_VERSIONS: dict[str, int] = dict.fromkeys(MATCH_FACTS, 1)
NOTICE_VERSIONS: dict[str, int] = dict.fromkeys(NOTICES, 1)
INPUT_VERSIONS: dict[str, int] = dict.fromkeys(STORED_INPUTS, 1)
RECEIPT_VERSIONS: dict[str, int] = {"receipt": 1}

FACT_UPCASTERS: dict[tuple[str, int], Upcaster] = {}
NOTICE_UPCASTERS: dict[tuple[str, int], Upcaster] = {}
INPUT_UPCASTERS: dict[tuple[str, int], Upcaster] = {}
RECEIPT_UPCASTERS: dict[tuple[str, int], Upcaster] = {}

FACT_KINDS = Kinds("fact", {**FACTS, **MATCH_FACTS}, {**FACT_VERSIONS, **MATCH_FACT_VERSIONS}, FACT_UPCASTERS)
NOTICE_KINDS = Kinds("notice", NOTICES, NOTICE_VERSIONS, NOTICE_UPCASTERS)
INPUT_KINDS = Kinds("input", STORED_INPUTS, INPUT_VERSIONS, INPUT_UPCASTERS)
RECEIPT_KINDS = Kinds("receipt", {"receipt": Receipt}, RECEIPT_VERSIONS, RECEIPT_UPCASTERS)
ALL_KINDS = (FACT_KINDS, NOTICE_KINDS, INPUT_KINDS, RECEIPT_KINDS)


# -- payloads ---------------------------------------------------------------------------------------------------


@frozen
class Payload:
    """One input and its facts, as they were stored."""

    engine: int
    """The engine version that decided."""
    input: Row
    facts: tuple[Row, ...]

    def given(self) -> StoredInput:
        """The input, or `Unreadable`."""
        given: StoredInput = INPUT_KINDS.value(*self.input)
        return given

    def values(self) -> list[Fact | MatchFact]:
        """The facts, or `Unreadable`."""
        return [FACT_KINDS.value(*row) for row in self.facts]

    def of_the_rules(self) -> list[Row]:
        """The facts that the archive hash covers."""
        return [row for row in self.facts if row[0] in FACTS]


def payload_of(given: StoredInput, facts: Iterable[Fact | MatchFact]) -> Payload:
    """What today's engine stores."""
    return Payload(ENGINE_VERSION, INPUT_KINDS.row(given), tuple([FACT_KINDS.row(fact) for fact in facts]))


def encode_payload(payload: Payload) -> bytes:
    """As it is stored, and covered by the chain."""
    return MSGPACK.pack([FORMAT, payload.engine, payload.input, payload.facts])


def decode_payload(stored: bytes) -> Payload:
    """The payload again, or `Unreadable`."""
    data = unpacked(stored, "a record")
    if type(data) is not list or len(data) != 4 or data[0] != FORMAT:
        raise Unreadable(f"a record is not in format {FORMAT}: it was written by another version")
    _, engine, given, facts = data
    return Payload(engine, given, tuple(facts))


def decode_facts(stored: bytes) -> list[Fact | MatchFact]:
    """The facts of a stored payload, or `Unreadable`."""
    return decode_payload(stored).values()


# -- notices and receipts ---------------------------------------------------------------------------------------


def encode_notice(
    notice: Notice, body: bytes, words_ref: Ref | None = None, words_digest: bytes | None = None
) -> bytes:
    """A notice as stored: its version, its body as it goes over the wire, and which words go with it."""
    return MSGPACK.pack([NOTICE_VERSIONS[notice_kind(notice)], body, words_ref, words_digest])


@frozen
class ReadNotice:
    """A stored notice."""

    notice: Notice
    body: bytes
    """As it was stored; encoded anew if it was written in an older version."""
    words_ref: Ref | None
    words_digest: bytes | None


def decode_notice(kind: str, stored: bytes) -> ReadNotice:
    """The notice again, or `Unreadable`."""
    v, body, words_ref, words_digest = unpacked(stored, f"a notice {kind!r}")
    data = unpacked(body, f"a notice {kind!r}")
    data.pop(TAG, None)
    notice: Notice = NOTICE_KINDS.value(kind, v, data)
    if v != NOTICE_VERSIONS[kind]:
        body = MSGPACK.encode_body(notice)
    return ReadNotice(notice, body, words_ref, words_digest)


def notice_kind(notice: Notice) -> str:
    """Its kind in the log."""
    return NOTICE_NAMES[type(notice)]


def encode_receipt(receipt: Receipt) -> bytes:
    """A receipt as stored."""
    return MSGPACK.pack(RECEIPT_KINDS.row(receipt)[1:])


def decode_receipt(stored: bytes) -> Receipt:
    """The receipt again, or `Unreadable`."""
    v, data = unpacked(stored, "a receipt")
    receipt: Receipt = RECEIPT_KINDS.value("receipt", v, data)
    return receipt


def is_rules_fact(fact: Fact | MatchFact) -> bool:
    """Whether the fact is one of the game itself."""
    return type(fact) in FACT_NAMES
