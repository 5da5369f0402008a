"""Which kinds are stored, in which versions, and what lifts an older one.

Owns: the tables. A released version is never edited: a new one and an upcaster.
Does not know: bytes (`payloads`, `told`).
"""

from __future__ import annotations

from detente_server.match.kinds import Kinds, Upcaster
from detente_server.match.records.facts import MATCH_FACTS
from detente_server.match.records.inputs import STORED_INPUTS
from detente_server.rules.facts import FACT_VERSIONS, FACTS
from detente_wire.messages import Receipt
from detente_wire.notices import NOTICES

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
