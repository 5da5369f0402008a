"""How far a player has read: kept for all his machines, never back, for nobody else."""

from __future__ import annotations

import pytest

from detente_server.host.keeping.erasing import erase
from detente_server.host.people.marks import KIND, MOST_ROOMS, Kept
from detente_wire.codec import JSON, MalformedMessage
from detente_wire.messages import Done, KeepMark, ListMarks, Mark, Marks, MatchId, Resumed, RoomKey
from tests.host.house import serving, two_at_table
from tests.host.speaking import Speaker
from tests.host.test_tables import denied, wish


async def test_a_mark_is_kept_and_never_goes_back() -> None:
    async with serving() as (_, port):
        ada, bel, match = await two_at_table(port)
        assert await wish(ada, ListMarks(match)) == Marks(match)
        assert await wish(ada, KeepMark(match, RoomKey("news"), 2)) == Done()
        assert await wish(ada, KeepMark(match, RoomKey("letters:bel"), 1)) == Done()
        assert await wish(ada, KeepMark(match, RoomKey("news"), 1)) == Done()
        kept = Marks(match, (Mark(RoomKey("letters:bel"), 1), Mark(RoomKey("news"), 2)))
        assert await wish(ada, ListMarks(match)) == kept
        assert await wish(bel, ListMarks(match)) == Marks(match), "nobody else's"


async def test_a_mark_beyond_the_end_counts_as_the_end() -> None:
    async with serving() as (host, port):
        ada, _, match = await two_at_table(port)
        await wish(ada, KeepMark(match, RoomKey("news"), 10**9))
        answer = await wish(ada, ListMarks(match))
        assert isinstance(answer, Marks)
        assert answer.rows[0].cursor == host.services.matches.owners[match].durable.last("ada")


async def test_the_mark_furthest_back_goes_when_there_are_too_many() -> None:
    async with serving() as (_, port):
        ada, _, match = await two_at_table(port)
        await wish(ada, KeepMark(match, RoomKey("oldest"), 1))
        for n in range(MOST_ROOMS):
            await wish(ada, KeepMark(match, RoomKey(f"room{n}"), 2))
        answer = await wish(ada, ListMarks(match))
        assert isinstance(answer, Marks)
        assert len(answer.rows) == MOST_ROOMS
        assert "oldest" not in [row.room for row in answer.rows]


async def test_who_does_not_attend_keeps_nothing() -> None:
    async with serving() as (host, port):
        _, _, match = await two_at_table(port)
        cat = await Speaker.come(port, "Cat Stevens")
        assert await denied(cat, KeepMark(match, RoomKey("news"), 1)) == "match.unknown"
        assert await wish(cat, ListMarks(match)) == Marks(match)
        store = host.services.store
        assert await store.ask(store.store.list_documents, KIND) == ()


async def test_before_a_match_begins_nothing_is_kept() -> None:
    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        made = await ada.create("regatta", people=2)
        assert made.match is not None
        await ada.attend(made.match)
        await ada.hear(Resumed)
        assert await wish(ada, KeepMark(made.match, RoomKey("news"), 1)) == Done()
        store = host.services.store
        assert await store.ask(store.store.list_documents, KIND) == ()


def test_a_mark_too_far_back_to_be_kept_is_not_written_again() -> None:
    """Where 64 rooms stand further on, nothing changes."""
    rows = tuple(Mark(RoomKey(f"room{n}"), 2) for n in range(MOST_ROOMS))
    kept = Kept("p", MatchId("m"), "ada x", rows)
    assert kept.having(RoomKey("oldest"), 1) == kept


async def test_another_stream_begins_without_marks() -> None:
    async with serving() as (host, port):
        ada, _, match = await two_at_table(port)
        await wish(ada, KeepMark(match, RoomKey("news"), 2))
        player, marks = ada.welcome.player, host.services.marks
        here, _ = await marks.of(player, match, f"ada {host.services.lineage}")
        assert here.marks == (Mark(RoomKey("news"), 2),)
        for stream in (f"bel {host.services.lineage}", "ada another-lineage"):
            there, _ = await marks.of(player, match, stream)
            assert there.marks == ()
            assert await marks.keep(player, KeepMark(match, RoomKey("news"), 1), stream)
            kept, _ = await marks.of(player, match, stream)
            assert kept.marks == (Mark(RoomKey("news"), 1),)


@pytest.mark.parametrize("room", ["", "a room", "x" * 81, "bell\a", "ü"])
def test_a_room_has_a_key_of_printable_signs(room: str) -> None:
    frame = JSON.pack(
        {
            "type": "request",
            "id": "r1",
            "wish": {"type": "keep-mark", "match": "m", "room": room, "cursor": 1},
        }
    )
    with pytest.raises(MalformedMessage, match="room"):
        JSON.decode_client(frame)


async def test_what_a_player_has_read_is_erased_with_him() -> None:
    async with serving() as (host, port):
        ada, _, match = await two_at_table(port)
        await wish(ada, KeepMark(match, RoomKey("news"), 2))
        store = host.services.store
        assert len(await store.ask(store.store.list_documents, KIND)) == 1
        player = host.services.players.named("Ada Lovelace")
        assert player is not None
        await erase(host.services, player)
        assert await store.ask(store.store.list_documents, KIND) == ()
