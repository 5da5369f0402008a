"""Where each thing that is told belongs: a channel, a correspondence, the public, the news of the table.

Owns: `Room`, `room_of`, what a room is called.
Does not know: how rooms are listed or drawn (`register` arranges them), what is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from detente_client.describe.told import Scene
from detente_client.figures import joined
from detente_client.i18n import tr
from detente_wire.messages import Heard
from detente_wire.notices import Letter, Minutes
from detente_wire.terms import PUBLIC, ChannelId, NationId

RoomKind = Literal["everything", "news", "public", "meeting", "back-channel", "letters", "gallery"]


LONGEST = 80
"""Signs of a room's key: more the server does not keep."""


@frozen
class Room:
    """One thread of the transcript."""

    key: str
    """What it is remembered by, on the server too: the channel's id, ``letters:prc``, ``news`` …"""
    kind: RoomKind
    channel: ChannelId | None = None
    """Where free text that is typed in it goes; none: nowhere."""
    nations: tuple[NationId, ...] = ()
    """The others in it, in pack order."""


EVERYTHING = Room("everything", "everything")
"""All rooms at once, in the order told, as the line mode has it; nothing belongs to it alone."""
NEWS = Room("news", "news")
"""The crisis, the turn, gazettes, answers to what was asked: all that belongs to no talk."""
EVERYBODY = Room(PUBLIC, "public", PUBLIC)
GALLERY = Room("gallery", "gallery")
OTHERS_LETTERS = Room("letters", "letters")
"""Letters between others that the viewer came by."""


def room_of(scene: Scene, heard: Heard) -> Room:
    """The room to which a notice belongs; the view holds it already."""
    notice = heard.notice
    if isinstance(notice, Letter):
        return _letters(scene, notice)
    if isinstance(notice, Minutes):
        return _minutes(scene, notice)
    channel = getattr(notice, "channel", None)
    if not isinstance(channel, str) or _is_others(scene, heard, ChannelId(channel)):
        return NEWS
    return room_at(scene, channel)


def _is_others(scene: Scene, heard: Heard, channel: ChannelId) -> bool:
    """Whether it is a channel of which the viewer knows from outside only, as all do; an umpire is nowhere outside."""
    seen = scene.view.channels.get(channel)
    if channel == PUBLIC or seen is None:
        return False
    if scene.me is None:
        return (
            not heard.to and not seen.secret and not any(hasattr(item.notice, "act") for item in seen.items)
        )
    return scene.me not in (*seen.members, *seen.present, *seen.waiting, seen.go_between)


def _minutes(scene: Scene, minutes: Minutes) -> Room:
    """What was said before the viewer came in stands in the channel; what came out of a talk is news."""
    channel = getattr(minutes.acts[0][1], "channel", None) if minutes.acts else None
    return room_at(scene, channel) if minutes.how == "joined" and isinstance(channel, str) else NEWS


def room_at(scene: Scene, channel: ChannelId | str) -> Room:
    """The room of a channel, seen or not."""
    if channel == PUBLIC:
        return EVERYBODY
    seen = scene.view.channels.get(ChannelId(channel))
    medium = scene.pack.medium(seen.medium) if seen else None  # an invitation names the medium alone
    secret = seen is not None and "back-channel" in (seen.kind, medium.kind if medium else "")
    others = _in_order(scene, seen.members if seen else ())
    return Room(channel, "back-channel" if secret else "meeting", ChannelId(channel), others)


def _letters(scene: Scene, letter: Letter) -> Room:
    """One correspondence for each set of others; letters that passed between others have a room together."""
    parties = (letter.by, *letter.letter.to)
    if scene.me is not None and scene.me not in parties:
        return OTHERS_LETTERS
    return correspondence(_in_order(scene, parties))


def correspondence(others: tuple[NationId, ...]) -> Room:
    """The letters between the viewer and these, who stand in pack order."""
    key = "letters:" + "+".join(others)
    if len(key) > LONGEST:
        key = f"{key[:40]}~{hashlib.sha256(key.encode()).hexdigest()[:32]}"
    return Room(key, "letters", None, others)


def _in_order(scene: Scene, nations: tuple[NationId, ...]) -> tuple[NationId, ...]:
    return tuple(nation for nation in scene.pack.order if nation in nations and nation != scene.me)


def title(scene: Scene, room: Room) -> str:
    """What a room is called in a list, with its short name where it has one."""
    others = joined([scene.names.nation(nation) for nation in room.nations])
    named: Mapping[RoomKind, str] = {
        "everything": tr("Everything"),
        "news": tr("News"),
        "public": tr("Everybody"),
        "gallery": tr("Gallery"),
        "letters": tr("Letters: {others}", others=others) if room.nations else tr("Letters of others"),
    }
    if room.kind in named:
        return named[room.kind]
    return f"{scene.handles.name(room.key)} {others}"
