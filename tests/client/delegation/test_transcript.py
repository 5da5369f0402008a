"""What is unread, by room: marks of one's own, of another machine, and a stream that begins anew."""

from __future__ import annotations

from detente_client.delegation.rooms import EVERYTHING, NEWS, Room
from detente_client.delegation.transcript import Transcript, Unread, Weight
from detente_wire.messages import Heard, MatchId
from detente_wire.notices import RecessBegan

M1 = Room("m1", "meeting")
B1 = Room("b1", "back-channel")


def heard(cursor: int) -> Heard:
    return Heard(MatchId("m"), cursor, 1, 0, RecessBegan(2))


def told(*rows: tuple[Room, Weight]) -> Transcript:
    """A transcript in which the n-th row is the n-th notice."""
    transcript = Transcript()
    for cursor, (room, weight) in enumerate(rows, 1):
        transcript.add(room, (f"line {cursor}",), weight, heard(cursor))
    return transcript


def test_three_classes_are_counted_and_what_one_did_oneself_is_in_none() -> None:
    transcript = told((M1, "named"), (M1, "message"), (M1, "message"), (M1, "noise"), (M1, "own"))
    assert transcript.unread("m1") == Unread(1, 2, 1)
    assert transcript.unread("nowhere") == Unread()
    first = transcript.first_unread("m1")
    assert first is not None
    assert first.number == 0


def test_a_room_that_was_seen_has_nothing_unread_until_more_is_told() -> None:
    transcript = told((M1, "message"), (M1, "named"))
    assert transcript.mark("m1") == 2
    assert transcript.mark("m1") is None, "the mark did not move"
    assert transcript.unread("m1") == Unread()
    assert transcript.first_unread("m1") is None
    entry = transcript.add(M1, ("more",), "message", heard(3))
    assert transcript.first_unread("m1") == entry


def test_what_has_no_cursor_is_seen_with_the_rest_and_moves_no_mark() -> None:
    transcript = Transcript()
    transcript.add(NEWS, ("From the server: supper.",), "named")
    assert transcript.unread("news") == Unread(named=1)
    assert transcript.mark("news") is None
    assert transcript.unread("news") == Unread()


def test_a_mark_of_another_machine_reads_up_to_it_and_never_back() -> None:
    transcript = told((M1, "message"), (B1, "named"), (M1, "message"), (M1, "named"))
    transcript.marked("m1", 3)
    assert transcript.unread("m1") == Unread(named=1)
    transcript.marked("m1", 1)
    assert transcript.unread("m1") == Unread(named=1)
    assert transcript.unread("b1") == Unread(named=1)


def test_a_mark_that_is_known_before_the_stream_is_told_holds_for_it() -> None:
    transcript = Transcript()
    transcript.marked("m1", 2)
    for cursor in (1, 2, 3):
        transcript.add(M1, ("line",), "message", heard(cursor))
    assert transcript.unread("m1") == Unread(messages=1)


def test_the_weightiest_room_comes_next_the_longest_waiting_first() -> None:
    transcript = told((NEWS, "noise"), (M1, "message"), (B1, "named"), (NEWS, "named"))
    assert transcript.next_active("m1") == B1
    transcript.mark("b1")
    assert transcript.next_active("m1") == NEWS
    transcript.mark("news")
    assert transcript.next_active("news") == M1
    assert transcript.next_active("m1") is None


def test_what_was_asked_in_a_closed_room_does_not_come_before_what_can_be_answered() -> None:
    transcript = told((B1, "named"), (M1, "message"), (NEWS, "named"))
    assert transcript.unread("b1").lapsed == Unread(messages=1)
    assert transcript.next_active("", closed={"b1"}) == NEWS
    transcript.mark("news")
    assert transcript.next_active("", closed={"b1"}) == B1, "it can be read still, the longest waiting first"
    transcript.mark("b1")
    assert transcript.next_active("", closed={"b1"}) == M1


def test_everything_is_all_rooms_in_order_and_is_read_at_once() -> None:
    transcript = told((NEWS, "noise"), (M1, "message"), (B1, "named"))
    assert [entry.number for entry in transcript.of(EVERYTHING.key)] == [0, 1, 2]
    first = transcript.first_unread(EVERYTHING.key)
    assert first is not None
    assert first.number == 0
    assert transcript.mark_all() == {"news": 1, "m1": 2, "b1": 3}
    assert transcript.first_unread(EVERYTHING.key) is None


def test_a_stream_that_is_told_anew_takes_what_was_heard_and_its_marks_away() -> None:
    transcript = told((M1, "message"))
    transcript.add(M1, ("You speak in m1 now.",), "own")
    transcript.mark("m1")
    transcript.begin_anew()
    assert [entry.lines for entry in transcript.entries] == [("You speak in m1 now.",)]
    assert transcript.entries[0].number == 0
    assert transcript.marks == {}
    assert transcript.edition == 1
