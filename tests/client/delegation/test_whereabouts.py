"""Where a player looks and speaks, as channels open and close around him."""

from __future__ import annotations

import pytest

from detente_client.delegation.rooms import EVERYBODY, EVERYTHING, NEWS, Room, room_at
from detente_client.delegation.whereabouts import Whereabouts
from detente_client.describe.told import Scene
from detente_client.words.handles import Handles
from detente_wire import notices as n
from detente_wire.messages import Heard, MatchId
from detente_wire.terms import PUBLIC, ChannelId, MediumId
from detente_wire.view import View
from tests.client.plain.story import ADA, B1, BEL, M1, PACK, TEATIME


class Place:
    """A scene in which channels open and close."""

    def __init__(self) -> None:
        self.view = View.of(ADA, TEATIME)
        self.scene = Scene(PACK, self.view, Handles(PACK))
        self.there = Whereabouts(lambda: self.scene)
        self.view.turn = 1

    def hear(self, notice: n.Notice) -> None:
        self.view.take(notice, 1)
        self.scene.handles.hear(Heard(MatchId("m"), self.view.cursor, 1, 0, notice))

    def open(self, channel: ChannelId) -> None:
        kind = "back-channel" if channel == B1 else "meeting"
        medium = next(one.id for one in PACK.media if one.kind == kind)
        self.hear(n.ChannelOpened(channel, MediumId(medium), kind, (ADA, BEL), secret=channel == B1))  # type: ignore[arg-type]
        self.there.opened(channel)
        self.there.settle()

    def close(self, channel: ChannelId) -> None:
        self.hear(n.ChannelChanged(channel, "closed"))
        self.there.settle()

    def at(self) -> tuple[str, str | None]:
        return self.there.looking.key, self.there.channel

    def look(self, channel: ChannelId) -> Room:
        room = room_at(self.scene, channel)
        self.there.look(room)
        return room


def test_who_reads_the_news_is_led_into_the_talk_that_opens_and_out_when_it_closes() -> None:
    place = Place()
    place.open(M1)
    assert place.at() == (M1, M1)
    place.open(B1)
    assert place.at() == (M1, M1), "nobody is taken out of a talk"
    place.close(M1)
    assert place.at() == (B1, B1)
    place.close(B1)
    assert place.at() == (NEWS.key, None)


def test_who_went_to_a_room_himself_stays_there() -> None:
    place = Place()
    place.open(M1)
    place.look(M1)
    place.close(M1)
    assert place.at() == (M1, None)
    place.open(B1)
    assert place.at() == (M1, None), "a secret channel does not open under his hands"
    place.open(M1)
    assert place.at() == (M1, M1), "his own room can be spoken in again"


def test_where_everything_is_told_the_channel_follows_and_the_room_does_not() -> None:
    place = Place()
    place.there.look(EVERYTHING)
    place.open(M1)
    assert place.at() == (EVERYTHING.key, M1)
    place.close(M1)
    assert place.at() == (EVERYTHING.key, None)


def test_what_is_typed_goes_nowhere_but_where_one_looks() -> None:
    place = Place()
    place.open(M1)
    place.there.look(EVERYBODY)
    assert place.at() == (PUBLIC, PUBLIC)
    place.there.look(NEWS)
    assert place.at() == (NEWS.key, None), "a public statement is not made from elsewhere"


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("closed", "b1 is closed. Ask for it anew: /backchannel bel."),
        ("waits", "You are asked into b1 and have not answered: /join b1 or /decline b1."),
        ("asked", "b1 is not open yet: the others have not answered."),
        ("open", ""),
    ],
)
def test_a_room_says_why_nothing_can_be_said_there(state: str, said: str) -> None:
    place = Place()
    medium = next(one.id for one in PACK.media if one.kind == "back-channel")
    by = BEL if state == "waits" else ADA
    place.hear(n.Invited(B1, medium, by, (ADA, BEL)))
    if state in ("open", "closed"):
        place.open(B1)
    if state == "closed":
        place.close(B1)
    room = place.look(B1)
    assert room.kind == "back-channel", "also before it was open"
    assert place.there.why_mute() == said


def test_a_correspondence_says_how_one_writes() -> None:
    place = Place()
    place.there.look(Room("letters:bel", "letters", None, (BEL,)))
    assert place.there.why_mute() == "In a correspondence one writes letters: /letter bel : words."
