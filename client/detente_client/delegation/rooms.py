"""Where each thing that is told belongs: a channel, a correspondence, the public, the news of the table.

Owns: `Room`, `room_of`.
Does not know: how rooms are listed or drawn, what is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_wire.messages import Heard
from detente_wire.notices import Letter
from detente_wire.terms import PUBLIC, ChannelId, NationId

RoomKind = Literal["news", "public", "meeting", "back-channel", "letters", "gallery"]


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


NEWS = Room("news", "news")
"""The crisis, the turn, gazettes, answers to what was asked: all that belongs to no talk."""
EVERYBODY = Room(PUBLIC, "public", PUBLIC)
GALLERY = Room("gallery", "gallery")


def room_of(scene: Scene, heard: Heard) -> Room:
    """The room to which a notice belongs; the view holds it already."""
    notice = heard.notice
    if isinstance(notice, Letter):
        return _letters(scene, notice)
    channel = getattr(notice, "channel", None)
    return room_at(scene, channel) if isinstance(channel, str) else NEWS


def room_at(scene: Scene, channel: ChannelId | str) -> Room:
    """The room of a channel, seen or not."""
    if channel == PUBLIC:
        return EVERYBODY
    seen = scene.view.channels.get(ChannelId(channel))
    kind: RoomKind = "back-channel" if seen and seen.kind == "back-channel" else "meeting"
    others = _in_order(scene, seen.members if seen else ())
    return Room(channel, kind, ChannelId(channel), others)


def _letters(scene: Scene, letter: Letter) -> Room:
    """One correspondence for each set of others; a letter that came by another way belongs to its writer's."""
    others = _in_order(scene, (letter.by, *letter.letter.to))
    return Room("letters:" + "+".join(others), "letters", None, others)


def _in_order(scene: Scene, nations: tuple[NationId, ...]) -> tuple[NationId, ...]:
    return tuple(nation for nation in scene.pack.order if nation in nations and nation != scene.me)


def title(scene: Scene, room: Room) -> str:
    """What a room is called in a list, with its short name where it has one."""
    others = scene.names.nations(list(room.nations))
    named: Mapping[RoomKind, str] = {
        "news": tr("News"),
        "public": tr("Everybody"),
        "gallery": tr("Gallery"),
        "letters": tr("Letters: {others}", others=others),
    }
    if room.kind in named:
        return named[room.kind]
    return f"{scene.handles.name(room.key)} {others}"
