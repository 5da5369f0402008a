"""An input and its facts as bytes, and back.

Owns: the payload ``[format, engine, input, facts]``, which the chain covers.
Does not know: notices and receipts (`told`), words, which lie beside the log.
"""

from __future__ import annotations

from collections.abc import Iterable

from detente_server.match.kinds import Row, Unreadable, unpacked
from detente_server.match.records.facts import MatchFact
from detente_server.match.records.inputs import StoredInput
from detente_server.match.records.versions import FACT_KINDS, INPUT_KINDS
from detente_server.match.settings import ENGINE_VERSION
from detente_server.rules.facts import FACT_NAMES, FACTS, Fact
from detente_wire.codec import MSGPACK
from detente_wire.values import frozen

FORMAT = 1
"""The first number of every payload. It changes only if a payload is something else altogether."""


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


def is_rules_fact(fact: Fact | MatchFact) -> bool:
    """Whether the fact is one of the game itself."""
    return type(fact) in FACT_NAMES
