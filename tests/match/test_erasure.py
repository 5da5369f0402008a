"""Words can be erased: the chain still verifies, streams load without them, and nothing that is left betrays them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import attrs
import pytest

from detente_server.host.playing.recording import to_store, whole_log
from detente_server.match.audit import audit
from detente_server.match.effects import StoredRecord
from detente_server.match.match import Match, command_digest
from detente_server.match.stream import PUBLIC
from detente_server.store import EMPTY, SqliteStore
from detente_wire.acts import Invite, Join, Say
from detente_wire.messages import Command, Committed
from detente_wire.notices import Invited
from tests.match.table import Table, game_for

WORDS = "come to the mill at dusk"
OTHER = "bring the old map"


@pytest.fixture
def table() -> Table:
    """Ada wrote twice to Bel, and once more words that were refused."""
    table = Table.lay().begin()
    medium, members = table.pack.pack.media[0].id, (table.pack.pack.order[1],)
    first = table.send("ada", Invite(medium, members), WORDS, id="a" * 32)
    channel = next(one.notice.channel for one in table.match.streams.all if isinstance(one.notice, Invited))
    assert isinstance(table.send("bel", Join(channel), id="b" * 32).outcome, Committed)
    assert isinstance(table.send("bel", Say(channel), OTHER, id="d" * 32).outcome, Committed)
    refused = table.send("ada", Invite("nowhere", members), "unheard words", id="c" * 32)  # type: ignore[arg-type]
    assert isinstance(first.outcome, Committed)
    assert not isinstance(refused.outcome, Committed)
    return table


def stored(table: Table, folder: Path) -> SqliteStore:
    """A store that holds the match."""
    store = SqliteStore(folder / "data")
    match = table.match.settings.match
    assert store.append(match, EMPTY, [to_store(match, record) for record in table.log]) == len(table.log)
    return store


def read(table: Table, store: SqliteStore) -> tuple[Match, list[StoredRecord]]:
    """The match as the store has it."""
    settings = table.match.settings
    log = list(whole_log(store, settings.match))
    return Match.restore(game_for(table.pack, settings), settings, table.pack.texts, log), log


def reference(table: Table, words: str) -> str:
    return next(text.ref for record in table.log for text in record.texts if text.text == words)


def test_without_erasure_every_word_comes_back(table: Table, tmp_path: Path) -> None:
    store = stored(table, tmp_path)
    match, log = read(table, store)
    assert match.streams.all == table.match.streams.all
    assert log == table.log
    store.close()


def test_an_erased_text_leaves_a_chain_that_verifies(table: Table, tmp_path: Path) -> None:
    store = stored(table, tmp_path)
    assert store.erase_text(table.match.settings.match, reference(table, WORDS)) == 1
    match, log = read(table, store)
    store.close()
    assert match.chain == table.match.chain
    assert match.receipts.known == table.match.receipts.known
    assert match.table == table.match.table
    for viewer in ("ada", "bel", PUBLIC):
        was = [heard for _, heard in table.match.streams.after(viewer, 0)]
        now = [heard for _, heard in match.streams.after(viewer, 0)]
        assert now == [attrs.evolve(one, words="") if one.words == WORDS else one for one in was]
    assert [one.words for one in match.streams.all if one.words] == [OTHER]
    settings = table.match.settings
    assert audit(game_for(table.pack, settings), settings, table.pack.texts, log) is None


def test_a_repeated_command_whose_words_are_erased_has_its_receipt(table: Table, tmp_path: Path) -> None:
    store = stored(table, tmp_path)
    store.erase_text(table.match.settings.match, reference(table, WORDS))
    match, _ = read(table, store)
    store.close()
    first = table.match.receipts.known["player-ada", b"a" * 32][1]
    table.match = match
    medium, members = table.pack.pack.media[0].id, (table.pack.pack.order[1],)
    assert table.send("ada", Invite(medium, members), WORDS, id="a" * 32) == first
    assert table.send("ada", Invite(medium, members), "", id="a" * 32) != first


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def traces(table: Table, words: str) -> list[bytes]:
    """What would let somebody confirm a guess at the words without their salt."""
    medium, members = table.pack.pack.media[0].id, (table.pack.pack.order[1],)
    command = Command("a" * 32, table.match.settings.match, Invite(medium, members), words)  # type: ignore[arg-type]
    return [words.encode(), hashlib.sha256(words.encode()).digest(), command_digest(command)[16:]]


def test_nothing_that_is_left_in_the_files_betrays_erased_words(table: Table, tmp_path: Path) -> None:
    store = stored(table, tmp_path)
    store.erase_text(table.match.settings.match, reference(table, WORDS))
    store.close()
    left = everything(tmp_path)
    assert not [trace for trace in traces(table, WORDS) if trace in left]
    assert not [trace for trace in traces(table, "unheard words") if trace in left]
    assert OTHER.encode() in left, "what was not erased is there: the search finds words"


def test_a_plain_digest_in_a_receipt_would_be_found(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente_server.match.match.sealed", lambda digest, salt: digest)
    again = Table.lay().begin()
    medium, members = again.pack.pack.media[0].id, (again.pack.pack.order[1],)
    again.send("ada", Invite(medium, members), WORDS, id="a" * 32)
    store = stored(again, tmp_path)
    store.erase_text(again.match.settings.match, reference(again, WORDS))
    store.close()
    assert [trace for trace in traces(again, WORDS) if trace in everything(tmp_path)]
