"""What was stored in a version is read for ever: upcasters lift it, and no shape changes behind a version's back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs
import msgpack
import pytest

from detente_server.match import records
from detente_server.match.effects import StoredNotice, StoredReceipt, StoredRecord
from detente_server.match.hashes import NO_CHAIN, ArchiveHash, state_hash
from detente_server.match.kinds import Kinds
from detente_server.match.match import Match
from detente_server.match.records import ALL_KINDS, FACT_KINDS, INPUT_KINDS, NOTICE_KINDS, RECEIPT_KINDS
from detente_server.match.writing import ID_BYTES, record_chain
from detente_server.rules.facts import FACTS
from detente_wire.codec import MSGPACK
from detente_wire.messages import Denied, Outcome
from tests.match import shapes
from tests.match.logs import Logged, played

# -- shapes -----------------------------------------------------------------------------------------------------


def complaints(
    now: dict[str, tuple[int, shapes.Shape]], then: dict[str, dict[str, shapes.Shape]]
) -> list[str]:
    """What is wrong with today's shapes, in sentences that say what to do."""
    found = []
    for kind, (version, shape) in now.items():
        family, name = kind.split()
        if str(version) not in then.get(kind, {}):
            found.append(f"{kind} v{version} is new: python -m tests.match.shapes writes it down")
            continue
        changes = ", ".join(shapes.differences(then[kind][str(version)], shape))
        if changes:
            table = f"{family.upper()}_VERSIONS[{name!r}]"
            found.append(f"{kind}: {changes}: raise {table} and add an upcaster from v{version}")
    found += [f"{kind} is gone: it was stored, and is read for ever" for kind in then.keys() - now.keys()]
    return found


def as_now() -> dict[str, dict[str, shapes.Shape]]:
    """Today's shapes, as if just written down."""
    return {kind: {str(version): shape} for kind, (version, shape) in shapes.current().items()}


def test_no_shape_has_changed_without_a_new_version() -> None:
    found = complaints(shapes.current(), shapes.written())
    until_release = (
        "" if shapes.released() else "until the release: python -m tests.match.shapes --unreleased"
    )
    assert not found, "\n".join([*found, until_release])


def test_every_step_from_the_first_version_to_todays_has_an_upcaster() -> None:
    for kinds in ALL_KINDS:
        for kind, version in kinds.versions.items():
            missing = [v for v in range(1, version) if (kind, v) not in kinds.upcasters]
            assert not missing, f"{kinds.family} {kind}: no upcaster from {missing}"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda shape: shape["Moved"].update(by=["int", "0", []]), "Moved.by was int = none and is int = 0"),
        (lambda shape: shape["Moved"].update(at=["int", "0", []]), "Moved.at is new"),
        (lambda shape: shape["Moved"].pop("toward"), "Moved.toward is gone"),
        (lambda shape: shape["Moved"]["dial"][2].remove("marks"), "Moved.dial may no longer be marks"),
    ],
)
def test_a_changed_shape_is_noticed_and_the_way_out_named(change: Any, said: str) -> None:
    now = shapes.current()
    change(now["fact moved"][1])
    assert complaints(now, as_now()) == [
        f"fact moved: {said}: raise FACT_VERSIONS['moved'] and add an upcaster from v1"
    ]


def test_a_class_within_many_kinds_counts_for_all_of_them() -> None:
    now = shapes.current()
    for _, shape in now.values():
        if "Clause" in shape:
            shape["Clause"]["amount"][1] = "1"
    found = complaints(now, as_now())
    assert len(found) >= 5
    assert any("FACT_VERSIONS['document-changed']" in sentence for sentence in found)
    assert any("INPUT_VERSIONS['commanded']" in sentence for sentence in found)


def test_words_and_members_may_come_but_not_go() -> None:
    now = shapes.current()
    now["fact moved"][1]["Moved"]["dial"][2].append("patience")
    assert complaints(now, as_now()) == []


# -- upcasters --------------------------------------------------------------------------------------------------

OLD = Path(__file__).parent / "older.json"
"""Rows of an invented older version: dials moved by an `amount` for a `cause`, receipts said how far they were `at`."""


def old_moved(data: dict[str, Any]) -> dict[str, Any]:
    data["by"], data["because"] = data.pop("amount"), data.pop("cause")
    return data


def old_dial(data: dict[str, Any]) -> dict[str, Any]:
    data["because"] = data.pop("cause")
    return data


def old_receipt(data: dict[str, Any]) -> dict[str, Any]:
    data["outcome"] = {"type": "committed", "cursor": data.pop("at")} if "at" in data else data["outcome"]
    return data


def old_command(data: dict[str, Any]) -> dict[str, Any]:
    data["nation"] = data.pop("by")
    return data


Lift = tuple[Kinds, str, Any]
LIFTS: list[Lift] = [
    (FACT_KINDS, "moved", old_moved),
    (NOTICE_KINDS, "dial-moved", old_dial),
    (RECEIPT_KINDS, "receipt", old_receipt),
    (INPUT_KINDS, "commanded", old_command),
]


def as_older(record: StoredRecord) -> StoredRecord:
    """The record as version 0 of these kinds would have written it."""
    payload = records.decode_payload(record.facts)
    facts = tuple([_older_fact(row) for row in payload.facts])
    given = payload.input
    if given[0] == "commanded":
        data = dict(given[2])
        given = ["commanded", 0, {"by": data.pop("nation"), **data}]
    payload = attrs.evolve(payload, facts=facts, input=given)
    return attrs.evolve(
        record,
        facts=records.encode_payload(payload),
        notices=tuple([_older_notice(one) for one in record.notices]),
        receipts=tuple([_older_receipt(one) for one in record.receipts]),
    )


def _older_fact(row: list[Any]) -> list[Any]:
    if row[0] != "moved":
        return row
    data = dict(row[2])
    return ["moved", 0, {"amount": data.pop("by"), "cause": data.pop("because"), **data}]


def _older_notice(stored: StoredNotice) -> StoredNotice:
    if stored.kind != "dial-moved":
        return stored
    _, body, ref, digest = msgpack.unpackb(stored.body)
    data = msgpack.unpackb(body)
    data["cause"] = data.pop("because")
    return attrs.evolve(stored, body=msgpack.packb([0, msgpack.packb(data), ref, digest]))


def _older_receipt(stored: StoredReceipt) -> StoredReceipt:
    _, data = msgpack.unpackb(stored.body)
    if data["outcome"]["type"] == "committed":
        data["at"] = data.pop("outcome").get("cursor", 0)
    return attrs.evolve(stored, body=msgpack.packb([0, data]))


def chained(log: list[StoredRecord]) -> list[StoredRecord]:
    """The log with its chain as whoever wrote it so would have reckoned it."""
    chain, found = NO_CHAIN, []
    for record in log:
        chain = record_chain(chain, record)
        found.append(attrs.evolve(record, chain=chain, id=chain[:ID_BYTES]))
    return found


@pytest.fixture(scope="module")
def today() -> Logged:
    """A match as it is written now."""
    return played("teatime", "1")


@pytest.fixture
def lifting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that knows the way from version 0."""
    for kinds, kind, lift in LIFTS:
        monkeypatch.setitem(kinds.upcasters, (kind, 0), lift)


def restored(today: Logged, log: list[StoredRecord]) -> Match:
    return Match.restore(today.game, today.settings, today.pack.texts, log)


@pytest.mark.usefixtures("lifting")
def test_a_log_of_an_older_version_gives_the_same_match(today: Logged) -> None:
    old = chained([as_older(record) for record in today.log])
    assert sum(one.facts != other.facts for one, other in zip(old, today.log)) > 20
    again = restored(today, old)
    assert state_hash(again.state) == state_hash(today.match.state)
    assert again.table == today.match.table
    assert again.streams.all == today.match.streams.all
    answers = [receipt.outcome for _, receipt in again.receipts.known.values()]
    assert answers == [receipt.outcome for _, receipt in today.match.receipts.known.values()]


@pytest.mark.usefixtures("lifting")
def test_a_lifted_notice_goes_over_the_wire_as_it_is_written_today(today: Logged) -> None:
    again = restored(today, chained([as_older(record) for record in today.log]))
    for heard in again.streams.all:
        assert heard.body == MSGPACK.encode_body(heard.notice)


@pytest.mark.usefixtures("lifting")
def test_the_archive_hash_covers_facts_as_they_were_stored(today: Logged) -> None:
    old = chained([as_older(record) for record in today.log])
    then = ArchiveHash()
    for record in old:
        then.add(record.turn, records.decode_payload(record.facts).of_the_rules())
    assert restored(today, old).archive_hash.digest == then.digest != today.match.archive_hash.digest


def test_without_a_way_up_the_match_is_not_read(today: Logged) -> None:
    old = chained([as_older(record) for record in today.log])
    with pytest.raises(records.Unreadable, match="v0 to v1"):
        restored(today, old)


@pytest.mark.usefixtures("lifting")
def test_bytes_that_an_older_version_wrote_are_still_read() -> None:
    """`older.json` was written once; every row must go on to be read."""
    data = json.loads(OLD.read_text())
    facts = [FACT_KINDS.value(*row) for row in data["facts"]]
    assert [(fact.dial, fact.by, fact.because.why) for fact in facts] == [
        ("tension", 4, "force"),
        ("trust", -12, "lie"),
    ]
    given = INPUT_KINDS.value(*data["input"])
    assert (given.nation, given.act.__class__.__name__) == ("ada", "Ready")
    notice = records.decode_notice("dial-moved", bytes.fromhex(data["notice"]))
    assert notice.notice.because.why == "force"  # type: ignore[union-attr]
    outcomes: list[Outcome] = [records.decode_receipt(bytes.fromhex(one)).outcome for one in data["receipts"]]
    assert outcomes[0].cursor == 7  # type: ignore[union-attr]
    assert isinstance(outcomes[1], Denied)


# -- refusals to read -------------------------------------------------------------------------------------------


def test_an_unknown_kind_stops_the_match_and_is_never_skipped() -> None:
    with pytest.raises(records.Unreadable, match="nothing of the fact 'weather-turned'"):
        FACT_KINDS.value("weather-turned", 1, {})
    with pytest.raises(records.Unreadable, match="'moved' v99 was written by a newer"):
        FACT_KINDS.value("moved", 99, {})
    with pytest.raises(records.Unreadable, match="cannot be read"):
        FACT_KINDS.value("moved", 1, {"dial": "patience"})


def test_a_fact_and_a_notice_of_one_name_are_two_kinds() -> None:
    shared = FACT_KINDS.versions.keys() & NOTICE_KINDS.versions.keys()
    assert "turn-began" in shared
    kinds = attrs.evolve(FACT_KINDS, versions={**FACT_KINDS.versions, "turn-began": 2})
    with pytest.raises(records.Unreadable, match="no way from the fact 'turn-began' v1"):
        kinds.value("turn-began", 1, {})
    assert NOTICE_KINDS.upcast("turn-began", 1, {"turn": 1}) == {"turn": 1}


def test_no_fact_of_the_match_is_named_like_one_of_the_rules() -> None:
    assert not FACTS.keys() & records.MATCH_FACTS.keys(), "the archive hash covers facts by their names"


def test_upcasters_lift_old_data_step_by_step() -> None:
    steps = {("moved", 1): lambda d: {**d, "b": 2}, ("moved", 2): lambda d: {**d, "c": 3}}
    kinds = attrs.evolve(FACT_KINDS, versions={"moved": 3}, upcasters=steps)
    assert kinds.upcast("moved", 1, {"a": 1}) == {"a": 1, "b": 2, "c": 3}


def test_another_format_is_not_guessed_at() -> None:
    for stored in (msgpack.packb([2, 1, [], []]), msgpack.packb([["moved", 1, {}]]), b"\xc1", b""):
        with pytest.raises(records.Unreadable):
            records.decode_payload(stored)


def test_the_engine_is_stored_though_it_is_a_default(today: Logged, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a log of engine 1 would pass for one of engine 2, once that is the default."""
    for module in ("settings", "records.payloads", "match"):
        monkeypatch.setattr(f"detente_server.match.{module}.ENGINE_VERSION", 2)
    created = records.decode_facts(today.log[0].facts)[0]
    assert isinstance(created, records.MatchCreated)
    assert created.settings.engine == 1
    new, _ = Match.create(today.game, created.settings, today.pack.texts, 0)
    assert new.settings.engine == 2
    assert records.decode_payload(today.log[0].facts).engine == 1
