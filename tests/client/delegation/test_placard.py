"""What hangs at the door of a room: people, secrecy, odds; and the rooms as a list."""

from __future__ import annotations

import pytest

from detente_client.delegation.placard import people, placard, placard_lines
from detente_client.delegation.register import beside, listed, room_lines
from detente_client.delegation.rooms import EVERYBODY, EVERYTHING, NEWS, Room, room_of
from detente_client.delegation.transcript import Transcript
from detente_wire import notices as n
from detente_wire.messages import Heard, MatchId
from detente_wire.terms import MediumId
from tests.client.delegation.test_whereabouts import Place
from tests.client.plain.story import ADA, B1, BEL, M1, PACK


def test_who_is_asked_and_who_is_there_stand_under_their_words() -> None:
    place = Place()
    medium = next(one for one in PACK.media if one.kind == "meeting")
    place.hear(n.Invited(M1, medium.id, ADA, (ADA, BEL)))
    room = place.look(M1)
    card = placard(place.scene, room)
    assert (card.state, card.secret) == ("Bel asked, no answer yet", False)
    assert people(place.scene, card) == [("Asked", (BEL,)), ("Members", (ADA,))]
    place.hear(n.ChannelChanged(M1, "joined", BEL))
    place.open(M1)
    card = placard(place.scene, room)
    assert card.state == "open"
    assert people(place.scene, card) == [("Here", (ADA, BEL))]


def test_a_back_channel_says_first_that_it_is_secret() -> None:
    place = Place()
    place.open(B1)
    lines = placard_lines(place.scene, place.look(B1))
    assert lines[0] == "SECRET. b1 Bel: open."
    assert "Nobody but its members knows of it" in " ".join(lines)


@pytest.mark.parametrize("room", [NEWS, EVERYTHING, EVERYBODY, Room("letters", "letters")])
def test_every_room_says_what_it_is(room: Room) -> None:
    card = placard(Place().scene, room)
    assert card.what.endswith(".")
    assert not card.state


def test_rooms_are_listed_by_how_they_stand_and_follow_one_another_in_a_circle() -> None:
    place, transcript = Place(), Transcript()
    place.open(M1)
    place.open(B1)
    place.close(M1)
    rooms = [place.look(M1), place.look(B1), Room("letters:bel", "letters", None, (BEL,))]
    for room in rooms:
        transcript.add(room, ("line",), "message")
    rows = listed(place.scene, transcript)
    assert [row.room.key for row in rows] == ["news", "everything", "public", B1, "letters:bel", M1]
    assert [row.state for row in rows[3:]] == ["open", "letters", "closed"]
    assert beside(rows, rows[-1].room, 1) == NEWS
    assert beside(rows, NEWS, -1) == rows[-1].room
    lines = room_lines(place.scene, transcript, NEWS)
    assert "b1 Bel: SECRET, The miller's back door, open, unread 1 message." in lines
    assert "m1 Bel: A talk on the bank, closed, unread 1 message." in lines
    assert not [line for line in lines if line.startswith("Everything")]


def test_closed_rooms_without_anything_unread_are_counted_and_listed_when_asked_for() -> None:
    place, transcript = Place(), Transcript()
    place.open(M1)
    place.close(M1)
    transcript.add(place.look(M1), ("line",), "own")
    assert "1 closed room: /rooms all" in room_lines(place.scene, transcript, NEWS)
    assert "No channel is open. Open one: /meet NATION." in room_lines(place.scene, transcript, NEWS)
    assert "m1 Bel: A talk on the bank, closed." in room_lines(place.scene, transcript, NEWS, whole=True)


def test_a_meeting_of_others_is_news() -> None:
    place = Place()
    medium = MediumId(next(one.id for one in PACK.media if one.kind == "meeting"))
    place.view.me = None
    place.hear(n.ChannelOpened(M1, medium, "meeting", (ADA, BEL)))
    opened = n.ChannelOpened(M1, medium, "meeting", (ADA, BEL))
    assert room_of(place.scene, Heard(MatchId("m"), 1, 1, 0, opened)) == NEWS
