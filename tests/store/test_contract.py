"""What every engine keeps: the contract of `Store`, checked through its interface alone."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import Any

import pytest
from attrs import evolve

from detente_server.store import (
    ABSENT,
    ANY,
    APPEND_LIMIT_BYTES,
    EMPTY,
    Append,
    Change,
    Held,
    Lease,
    Misuse,
    NoticeRow,
    Put,
    Record,
    Snapshot,
    Stale,
    Store,
    StoreError,
    TextRow,
    Version,
)
from tests.store.making import MATCH, receipt, record, records


def version(answer: object) -> Version:
    """The answer, when the write was made."""
    assert isinstance(answer, int), answer
    return Version(answer)


def fill(store: Store, last: int, match: str = MATCH) -> Version:
    return version(store.append(match, EMPTY, records(1, last, match)))


# Records


def test_what_was_appended_is_read_back_whole(store: Store) -> None:
    end = fill(store, 25)
    page = store.read(MATCH)
    assert page.records == records(1, 25)
    assert page.version == end
    assert store.read(MATCH, after=20).records == records(21, 25)
    assert store.read(MATCH, after=3, limit=4).records == records(4, 7)
    assert store.tail(MATCH, 2).records == records(24, 25)
    assert store.tail(MATCH, 2).version == end
    assert store.tail(MATCH, 100).records == records(1, 25)


def test_a_page_names_the_version_after_it(store: Store) -> None:
    first = fill(store, 3)
    store.append(MATCH, first, records(4, 5))
    assert store.read(MATCH, limit=3).version == first
    assert store.read(MATCH, after=5).records == ()
    assert store.read(MATCH, after=5).version == store.tail(MATCH, 1).version
    assert store.read("nowhere").version == EMPTY


def test_matches_do_not_mix(store: Store) -> None:
    fill(store, 3)
    fill(store, 2, "oder")
    assert store.read("oder").records == records(1, 2, "oder")
    assert store.matches() == (MATCH, "oder")


def test_bare_records_are_read_back(store: Store) -> None:
    bare = evolve(record(1), notices=(), receipts=(), texts=(), facts=b"")
    store.append(MATCH, EMPTY, [bare])
    assert store.read(MATCH).records == (bare,)
    assert store.cursor(MATCH, "fra") == 0


def test_a_stale_append_writes_nothing(store: Store) -> None:
    end = fill(store, 3)
    assert store.append(MATCH, EMPTY, records(1, 1, salt="other")) == Stale(end)
    assert store.append(MATCH, Version(2), records(3, 4, salt="other")) == Stale(end)
    assert store.append("nowhere", end, [record(4, "nowhere")]) == Stale(EMPTY)
    assert store.read(MATCH).records == records(1, 3)
    assert store.matches() == (MATCH,)


def test_an_append_repeated_changes_nothing_and_answers_the_same(store: Store) -> None:
    first = fill(store, 3)
    second = version(store.append(MATCH, first, records(4, 6)))
    assert store.append(MATCH, first, records(4, 6)) == second
    assert store.append(MATCH, EMPTY, records(1, 3)) == first
    assert store.append(MATCH, first, (*records(4, 5), record(6, salt="other"))) == Stale(second)
    assert store.append(MATCH, first, records(4, 7)) == Stale(second)
    assert store.read(MATCH).records == records(1, 6)


def test_the_same_ids_with_another_chain_are_not_the_same_append(store: Store) -> None:
    end = fill(store, 1)
    assert store.append(MATCH, EMPTY, [evolve(record(1), chain=bytes(32))]) == Stale(end)


def test_a_repeated_append_in_the_same_group_is_recognised(store: Store) -> None:
    answers: list[Any] = []
    for _ in range(3):
        store.submit(Append(MATCH, EMPTY, records(1, 2)), answers.append)
    store.submit(Append(MATCH, EMPTY, records(1, 2, salt="other")), answers.append)
    store.probe()
    assert answers == [2, 2, 2, Stale(Version(2))]


@pytest.mark.parametrize(
    "bad",
    [
        (),
        (record(2),),
        (record(1), record(3)),
        (record(1, "oder"),),
        (evolve(record(1), id=b"short"),),
        (evolve(record(1), chain=b"short"),),
        (evolve(record(1), notices=(NoticeRow("ger+fra", "LetterSent", 1, b""),)),),
        (evolve(record(1), notices=(NoticeRow("fra+public", "LetterSent", 1, b""),)),),
        (evolve(record(1), notices=(NoticeRow("", "LetterSent", 1, b""),)),),
        (evolve(record(1), facts=bytes(APPEND_LIMIT_BYTES)),),
        (evolve(record(1), texts=(TextRow("letter-1", b"", "\ud800"),)),),
    ],
    ids=[
        "none", "not the next", "a gap", "another match", "short id", "short chain", "unsorted audience",
        "public and more", "no audience", "too large", "half a letter",
    ],
)  # fmt: skip
def test_misuse_is_refused_and_leaves_nothing(store: Store, bad: tuple[Record, ...]) -> None:
    with pytest.raises(Misuse):
        store.append(MATCH, EMPTY, bad)
    assert store.read(MATCH).records == ()
    assert fill(store, 3)
    assert store.read(MATCH).records == records(1, 3)


def test_an_append_is_written_whole_or_not_at_all(store: Store) -> None:
    first = fill(store, 3)
    half = evolve(record(6), kind="\ud800")
    with pytest.raises(Misuse):
        store.append(MATCH, first, (record(4), record(5), half))
    assert store.read(MATCH).records == records(1, 3)
    assert store.receipt(MATCH, *key(4)) is None
    assert store.cursor(MATCH, "fra") == len(heard_by("fra", records(1, 3)))
    assert store.append(MATCH, first, records(4, 6)) == 6


def test_one_mistake_in_a_group_fails_nobody_else(store: Store) -> None:
    answers: dict[str, Any] = {}

    def submit(name: str, work: Append | Put) -> None:
        store.submit(work, lambda outcome: answers.update({name: outcome}))

    fill(store, 2, "old")
    submit("good", Append(MATCH, EMPTY, records(1, 3)))
    submit("stale", Append("old", EMPTY, records(1, 1, "old", salt="other")))
    submit("misuse", Append("gap", EMPTY, (record(2, "gap"),)))
    submit("letter", Append("half", EMPTY, (evolve(record(1, "half"), kind="\ud800"),)))
    submit("document", Put("lobby", "rhine", b"", ABSENT))
    submit("next", Append("oder", EMPTY, records(1, 1, "oder")))
    store.probe()
    assert (answers["good"], answers["stale"], answers["next"]) == (3, Stale(Version(2)), 1)
    assert [isinstance(answers[x], Misuse) for x in ("misuse", "letter", "document")] == [True, True, False]
    assert store.read(MATCH).records == records(1, 3)
    assert store.get("lobby", "rhine") is not None
    assert store.read("half").records == ()


# Streams


def heard_by(viewer: str, log: tuple[Record, ...]) -> list[tuple[int, bytes]]:
    """The oracle: whose audience is public or names the viewer; an umpire's is everything."""
    bodies = [
        x.body
        for r in log
        for x in r.notices
        if viewer == "umpire" or x.audience == "public" or viewer in x.audience.split("+")
    ]
    return list(enumerate(bodies, 1))


@pytest.mark.parametrize("viewer", ["fra", "ger", "public", "umpire", "usa"])
def test_a_stream_is_the_viewers_notices_without_a_hole(store: Store, viewer: str) -> None:
    log = records(1, 333)
    store.append(MATCH, EMPTY, log)
    expected = heard_by(viewer, log)
    stream = store.stream(MATCH, viewer, limit=10_000)
    assert [(x.cursor, x.notice.body) for x in stream] == expected
    assert store.cursor(MATCH, viewer) == len(expected)
    for after in (0, 1, 62, 63, 64, 65, 100, len(expected) - 1, len(expected), len(expected) + 5):
        part = store.stream(MATCH, viewer, after, 7)
        assert [(x.cursor, x.notice.body) for x in part] == expected[after : after + 7]


def test_a_viewer_who_hears_little_is_found_far_away(store: Store) -> None:
    end = EMPTY
    for first in range(1, 1000, 100):
        end = version(store.append(MATCH, end, [evolve(x, notices=()) for x in records(first, first + 99)]))
    late = evolve(record(1001), notices=(NoticeRow("fra", "LetterSent", 9, b"late"),))
    store.append(MATCH, end, [late])
    assert [(x.cursor, x.n, x.notice.body) for x in store.stream(MATCH, "fra")] == [(1, 1001, b"late")]
    assert store.stream(MATCH, "ger") == ()


def test_streams_of_a_match_that_grows_by_small_appends(store: Store) -> None:
    end = EMPTY
    for n in range(1, 200):
        end = version(store.append(MATCH, end, [record(n)]))
    expected = heard_by("ger", records(1, 199))
    assert [(x.cursor, x.notice.body) for x in store.stream(MATCH, "ger")] == expected


def test_nobody_hears_anything_of_a_match_that_is_not(store: Store) -> None:
    assert store.stream("nowhere", "fra") == ()
    assert store.cursor("nowhere", "fra") == 0


# Receipts, texts, snapshots


def key(n: int, match: str = MATCH) -> tuple[str, bytes]:
    filed = receipt(n, match)
    return filed.player, filed.command


def test_a_receipt_is_found_by_player_and_command(store: Store) -> None:
    fill(store, 5)
    assert store.receipt(MATCH, *key(4)) == receipt(4)
    player, command = key(4)
    assert store.receipt(MATCH, "player-9", command) is None
    assert store.receipt("oder", player, command) is None
    assert store.receipt(MATCH, player, bytes(16)) is None


def test_the_receipt_that_was_filed_first_counts(store: Store) -> None:
    end = fill(store, 3)
    second = evolve(receipt(2), body=b"another answer")
    store.append(MATCH, end, [evolve(record(4), receipts=(receipt(4), second))])
    assert store.receipt(MATCH, *key(2)) == receipt(2)
    assert store.receipt(MATCH, *key(4)) == receipt(4)


def test_one_command_id_of_two_players_has_two_receipts(store: Store) -> None:
    end = fill(store, 2)
    other = evolve(receipt(2), player="player-9", body=b"another answer")
    store.append(MATCH, end, [evolve(record(3), receipts=(other,))])
    assert store.receipt(MATCH, *key(2)) == receipt(2)
    assert store.receipt(MATCH, "player-9", receipt(2).command) == other


def test_a_text_is_erased_and_the_record_stays(store: Store) -> None:
    fill(store, 5)
    before = store.texts(MATCH, ["letter-2", "letter-3", "letter-99"], records=[2])
    assert before == {x.texts[0].ref: x.texts[0] for x in records(2, 3)}
    assert store.erase_text(MATCH, "letter-2") == 1
    assert store.erase_text(MATCH, "letter-2") == 0
    assert store.erase_text("oder", "letter-3") == 0
    gone = TextRow("letter-2", b"", None)
    assert store.texts(MATCH, ["letter-2"]) == {"letter-2": gone}
    assert store.read(MATCH).records == (record(1), evolve(record(2), texts=(gone,)), *records(3, 5))


def test_the_latest_snapshot_of_its_version_is_kept(store: Store) -> None:
    fill(store, 5)
    assert store.latest_snapshot(MATCH, 1) is None
    store.put_snapshot(MATCH, 2, 1, b"two")
    store.put_snapshot(MATCH, 4, 1, b"four")
    assert store.latest_snapshot(MATCH, 1) == Snapshot(4, 1, b"four")
    assert store.latest_snapshot(MATCH, 2) is None
    store.put_snapshot(MATCH, 6, 1, b"ahead of the log")
    assert store.latest_snapshot(MATCH, 1) is None
    with pytest.raises(Misuse):
        store.put_snapshot("nowhere", 1, 1, b"")


# Owners


def lease(answer: object) -> Lease:
    assert isinstance(answer, Lease), answer
    return answer


def test_a_match_is_claimed_by_one_owner_and_terms_rise(store: Store) -> None:
    first = lease(store.claim(MATCH, "north", now_ms=0, ttl_ms=1000))
    assert store.claim(MATCH, "south", now_ms=500, ttl_ms=1000) == Held(first)
    longer = lease(store.renew(first, now_ms=900, ttl_ms=1000))
    assert (longer.term, longer.until_ms) == (first.term, 1900)
    assert store.claim(MATCH, "south", now_ms=1500, ttl_ms=1000) == Held(longer)
    second = lease(store.claim(MATCH, "south", now_ms=2000, ttl_ms=1000))
    assert second.term > first.term
    assert store.renew(longer, now_ms=2100, ttl_ms=1000) == Held(second)
    store.release(longer)
    assert isinstance(store.claim(MATCH, "north", now_ms=2200, ttl_ms=1000), Held)
    store.release(second)
    assert lease(store.claim(MATCH, "north", now_ms=2200, ttl_ms=1000)).term > second.term


def test_the_log_fences_an_owner_whose_time_is_over(store: Store) -> None:
    seen = fill(store, 3)
    store.claim(MATCH, "north", now_ms=0, ttl_ms=1000)
    store.claim(MATCH, "south", now_ms=5000, ttl_ms=1000)
    mine = version(store.append(MATCH, seen, records(4, 4, salt="OwnerChanged to south")))
    assert store.append(MATCH, seen, records(4, 4, salt="north, late")) == Stale(mine)


def test_of_two_owners_who_race_one_wins_each_time(store: Store) -> None:
    rounds, wins = 40, {"north": 0, "south": 0}
    for n in range(1, rounds + 1):
        answers: dict[str, object] = {}
        start = Barrier(2)

        def race(name: str, n: int = n, start: Barrier = start, answers: dict[str, object] = answers) -> None:
            mine = evolve(record(n, salt=name), receipts=())
            start.wait()
            answers[name] = store.append(MATCH, Version(n - 1), [mine])

        threads = [Thread(target=race, args=[name]) for name in wins]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        winner = [name for name, answer in answers.items() if answer == n]
        assert len(winner) == 1
        assert Stale(Version(n)) in answers.values()
        assert store.tail(MATCH, 1).records[0].id == record(n, salt=winner[0]).id
        wins[winner[0]] += 1
    assert sum(wins.values()) == rounds


# Documents


def test_a_document_is_written_against_its_version(store: Store) -> None:
    assert store.get("account", "ada") is None
    first = version(store.put("account", "ada", b"1", ABSENT))
    assert store.put("account", "ada", b"2", ABSENT) == Stale(first)
    second = version(store.put("account", "ada", b"2", first, due_ms=7))
    assert second != first
    assert store.put("account", "ada", b"3", first) == Stale(second)
    assert store.delete("account", "ada", first) == Stale(second)
    found = store.get("account", "ada")
    assert found is not None
    assert (found.body, found.version, found.due_ms) == (b"2", second, 7)
    assert store.get("token", "ada") is None


def test_a_name_made_again_is_not_the_old_one(store: Store) -> None:
    first = version(store.put("account", "ada", b"1", ABSENT))
    removed = version(store.delete("account", "ada", first))
    again = version(store.put("account", "ada", b"1", ABSENT))
    assert len({first, removed, again}) == 3
    assert store.put("account", "ada", b"2", first) == Stale(again)
    assert store.delete("account", "nobody", ANY) == ABSENT
    assert store.put("account", "ada", b"whatever is there", ANY) != again


def test_documents_are_listed_by_prefix_in_order(store: Store) -> None:
    for name in ("b/2", "a/1", "b/1", "b", "c", "b/ü", "B/1"):
        store.put("lobby", name, name.encode(), ABSENT)
    store.put("token", "b/3", b"", ABSENT)
    assert [x.key for x in store.list_documents("lobby", "b/")] == ["b/1", "b/2", "b/ü"]
    assert [x.key for x in store.list_documents("lobby")] == ["B/1", "a/1", "b", "b/1", "b/2", "b/ü", "c"]
    assert store.list_documents("nothing") == ()


def test_what_is_due_comes_longest_due_first(store: Store) -> None:
    for name, due_ms in (("rhine", 300), ("oder", 100), ("elbe", None), ("don", 200), ("po", 301)):
        store.put("directory", name, b"", ABSENT, due_ms)
    store.put("token", "t", b"", ABSENT, 1)
    assert [x.key for x in store.due("directory", 300)] == ["oder", "don", "rhine"]
    assert [x.key for x in store.due("directory", 300, limit=2)] == ["oder", "don"]
    assert store.due("directory", 99) == ()
    store.put("directory", "oder", b"", ANY)
    assert [x.key for x in store.due("directory", 300)] == ["don", "rhine"]


def test_packs_are_kept_by_digest(store: Store) -> None:
    store.put_pack(b"\x01" * 32, b"pack")
    store.put_pack(b"\x01" * 32, b"pack")
    assert store.pack(b"\x01" * 32) == b"pack"
    assert store.pack(b"\x02" * 32) is None


# News, and the end


def test_who_watches_a_kind_sees_each_change_in_order(store: Store) -> None:
    seen: list[Change] = []
    cancel = store.watch("lobby", seen.append)
    first = version(store.put("lobby", "rhine", b"1", ABSENT))
    store.put("lobby", "rhine", b"2", ABSENT)
    store.put("token", "t", b"", ABSENT)
    second = version(store.delete("lobby", "rhine", first))
    store.probe()
    assert [(x.key, x.version, x.document and x.document.body) for x in seen] == [
        ("rhine", first, b"1"),
        ("rhine", second, None),
    ]
    cancel()
    store.put("lobby", "oder", b"", ABSENT)
    store.probe()
    assert len(seen) == 2


def test_who_listens_hears_of_commits_to_that_match(store: Store) -> None:
    heard: list[Version] = []
    cancel = store.listen(MATCH, heard.append)
    fill(store, 2, "oder")
    first = fill(store, 2)
    store.append(MATCH, EMPTY, records(1, 1, salt="stale"))
    second = store.append(MATCH, first, records(3, 3))
    store.probe()
    assert heard == [first, second]
    cancel()
    store.append(MATCH, Version(3), records(4, 4))
    store.probe()
    assert heard == [first, second]


def test_a_failing_listener_stops_nobody(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    heard: list[Version] = []

    def fail(_: object) -> None:
        raise RuntimeError("planted")

    store.listen(MATCH, fail)
    store.listen(MATCH, heard.append)
    assert fill(store, 1) == 1
    store.submit(Append(MATCH, Version(1), (record(2),)), fail)
    assert store.append(MATCH, Version(2), [record(3)]) == 3
    assert "planted" in caplog.text


def test_works_are_performed_in_the_order_submitted(store: Store) -> None:
    answers: list[Any] = []
    for n in range(1, 101):
        store.submit(Append(MATCH, Version(n - 1), (record(n),)), answers.append)
    store.probe()
    assert answers == list(range(1, 101))


def test_a_store_that_writes_says_so(store: Store) -> None:
    assert store.read_only is None
    assert store.probe()


def test_a_lineage_lasts_until_it_is_renewed(store: Store) -> None:
    first = store.lineage
    assert first == store.lineage
    assert first
    second = store.renew_lineage()
    assert second == store.lineage != first


def test_a_closed_store_says_so(store: Store) -> None:
    fill(store, 1)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.append(MATCH, Version(1), [record(2)])
    with pytest.raises(StoreError, match="closed"):
        store.read(MATCH)
