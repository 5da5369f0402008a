"""An audit decides every input of a log again; a replay throws no dice; what was tampered with is named."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from detente_server.match import records
from detente_server.match.audit import Difference, OtherEngine, audit
from detente_server.match.effects import StoredRecord, StoredText
from detente_server.match.hashes import NO_CHAIN, state_hash
from detente_server.match.match import Match
from detente_server.match.writing import ID_BYTES, record_chain
from detente_server.rules.dice import Dice
from tests.match.logs import Logged, lively, played

SEEDS = [("teatime", "1"), ("teatime", "2"), ("hong-kong-1984", "1"), ("cuba-1962", "1")]


def audited(logged: Logged, log: list[StoredRecord] | None = None) -> Difference | None:
    """What an audit finds."""
    return audit(logged.game, logged.settings, logged.pack.texts, log or logged.log)


@pytest.fixture(scope="module")
def teatime() -> Logged:
    """One match of bots."""
    return played("teatime", "1")


@pytest.mark.parametrize(("name", "seed"), SEEDS)
def test_a_log_of_bots_is_what_its_inputs_lead_to(name: str, seed: str) -> None:
    assert audited(played(name, seed)) is None


@pytest.mark.parametrize("seed", range(60))
def test_a_log_of_people_is_what_its_inputs_lead_to(seed: int) -> None:
    logged = lively(seed)
    assert audited(logged) is None
    again = logged.restored()
    assert again.table == logged.match.table
    assert state_hash(again.state) == state_hash(logged.match.state)


def test_the_logs_of_people_hold_every_kind_of_input_and_fact_of_the_match() -> None:
    """Or the test above would prove less than it says; musters are tried in test_muster."""
    inputs, facts = set(), set()
    for seed in range(60):
        for record in lively(seed).log:
            payload = records.decode_payload(record.facts)
            inputs.add(payload.input[0])
            facts |= {kind for kind, _, _ in payload.facts}
    assert records.STORED_INPUTS.keys() - inputs == set()
    assert records.MATCH_FACTS.keys() - facts == {"muster-called"}


def test_a_replay_throws_no_dice(teatime: Logged, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> int:
        raise AssertionError("a replay threw dice")

    monkeypatch.setattr(Dice, "roll", never)
    again = teatime.restored()
    assert state_hash(again.state) == state_hash(teatime.match.state)
    with pytest.raises(AssertionError, match="threw dice"):
        audited(teatime)


# -- planted differences ----------------------------------------------------------------------------------------

Forge = Callable[[StoredRecord], StoredRecord]


def forged(logged: Logged, n: int, forge: Forge) -> list[StoredRecord]:
    """The log with record n changed and every chain hash after it made good."""
    chain, log = NO_CHAIN, []
    for record in logged.log:
        now = forge(record) if record.n == n else record
        chain = record_chain(chain, now)
        log.append(attrs.evolve(now, chain=chain, id=chain[:ID_BYTES]))
    return log


def another_fact(record: StoredRecord) -> StoredRecord:
    payload = records.decode_payload(record.facts)
    facts = tuple(
        [kind, v, {**data, "by": data["by"] + 1}] if kind == "moved" else [kind, v, data]
        for kind, v, data in payload.facts
    )
    return attrs.evolve(record, facts=records.encode_payload(attrs.evolve(payload, facts=facts)))


def lost_fact(record: StoredRecord) -> StoredRecord:
    payload = records.decode_payload(record.facts)
    return attrs.evolve(record, facts=records.encode_payload(attrs.evolve(payload, facts=payload.facts[:-1])))


def wider_audience(record: StoredRecord) -> StoredRecord:
    notices = [attrs.evolve(one, audience="public") for one in record.notices]
    return attrs.evolve(record, notices=tuple(notices))


def other_answer(record: StoredRecord) -> StoredRecord:
    receipt = records.decode_receipt(record.receipts[0].body)
    changed = attrs.evolve(receipt, match=None)
    stored = attrs.evolve(record.receipts[0], body=records.encode_receipt(changed))
    return attrs.evolve(record, receipts=(stored,))


def first(logged: Logged, fits: Callable[[StoredRecord], bool]) -> int:
    """The number of the first record that fits."""
    return next(record.n for record in logged.log if fits(record))


def has_moved(record: StoredRecord) -> bool:
    return any(row[0] == "moved" for row in records.decode_payload(record.facts).facts)


def has_secret(record: StoredRecord) -> bool:
    return record.kind == "command" and any(one.audience != "public" for one in record.notices)


@pytest.mark.parametrize(
    ("fits", "forge", "part"),
    [
        (has_moved, another_fact, "fact"),
        (has_moved, lost_fact, "fact"),
        (has_secret, wider_audience, "audience of notice 1"),
        (lambda record: bool(record.receipts), other_answer, "receipt"),
        (has_secret, lambda record: attrs.evolve(record, notices=record.notices[1:]), "notice"),
    ],
)
def test_a_planted_difference_is_found_and_named(
    teatime: Logged, fits: Callable[[StoredRecord], bool], forge: Forge, part: str
) -> None:
    n = first(teatime, fits)
    found = audited(teatime, forged(teatime, n, forge))
    assert found is not None
    assert found.record == n
    assert part in found.part
    assert f"record {n}, " in str(found)


def test_other_words_than_those_that_were_written_are_noticed(teatime: Logged) -> None:
    n = first(teatime, lambda record: bool(record.texts))

    def forge(record: StoredRecord) -> StoredRecord:
        return attrs.evolve(record, texts=tuple(StoredText(x.ref, x.salt, "other") for x in record.texts))

    log = forged(teatime, n, forge)
    assert [record.chain for record in log] == [record.chain for record in teatime.log]
    with pytest.raises(records.Unreadable, match=f"the words of record {n}"):
        Match.restore(teatime.game, teatime.settings, teatime.pack.texts, log)
    found = audited(teatime, log)
    assert found is not None
    assert found.part.startswith("words of notice")


def test_dice_that_fall_otherwise_are_noticed(teatime: Logged, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Dice, "roll", lambda *_: 0)
    found = audited(teatime)
    assert found is not None


def test_an_input_that_leads_to_nothing_is_noticed(teatime: Logged) -> None:
    ticks = first(teatime, lambda record: record.kind == "turn")

    def forge(record: StoredRecord) -> StoredRecord:
        return attrs.evolve(record, kind="turn", facts=teatime.log[ticks - 1].facts)

    found = audited(teatime, forged(teatime, 3, forge))
    assert found == Difference(3, "record", "turn", None)


def test_a_log_of_another_engine_is_not_judged(teatime: Logged) -> None:
    def forge(record: StoredRecord) -> StoredRecord:
        payload = attrs.evolve(records.decode_payload(record.facts), engine=99)
        return attrs.evolve(record, facts=records.encode_payload(payload))

    log = forged(teatime, 5, forge)
    with pytest.raises(OtherEngine, match="record 5 was decided by engine 99"):
        audited(teatime, log)
    again = Match.restore(teatime.game, teatime.settings, teatime.pack.texts, log)
    assert state_hash(again.state) == state_hash(teatime.match.state)


def test_erased_words_do_not_spoil_an_audit(teatime: Logged) -> None:
    log = [
        attrs.evolve(record, texts=tuple(StoredText(x.ref, b"", "") for x in record.texts))
        for record in teatime.log
    ]
    assert any(record.texts for record in log)
    assert audited(teatime, log) is None
