"""Where the line that is typed goes: to whom, whether it is secret, what words without a command do there.

Owns: `Outlet`, `outlet_of`.
Does not know: how it is drawn, sending anything.
"""

from __future__ import annotations

from attrs import frozen

from detente_client.commands.slots import Here
from detente_client.delegation.rooms import GALLERY, NEWS, Room, room_at
from detente_client.figures import joined
from detente_client.i18n import tr
from detente_wire.seen import ChannelSeen
from detente_wire.terms import PUBLIC, ChannelId, NationId


@frozen
class Outlet:
    """Where words without a command go from the room that is looked at."""

    room: Room
    """Drafts and lines typed before are kept by its key."""
    label: str
    """``m1 to Britain``, ``SECRET b1 to the USSR``, ``letter to Britain``."""
    means: str
    """What words do there, or why they do nothing; a sentence."""
    open: bool = True
    """Whether words can be sent at all."""
    secret: bool = False
    prefix: str = ""
    """What is written before words, to make a command of them."""
    asks: bool = False
    """Such a command is put before the player, to be sent by him."""


def outlet_of(here: Here, looked_at: Room) -> Outlet:
    """Where words go from there; from rooms in which nobody speaks, to the current channel."""
    scene = here.scene
    if scene.me is None or scene.view.ended is not None:
        means = (
            tr("/umpire gives orders; words are heard by those who watch, and by all after the end.")
            if here.umpire
            else tr("Heard by those who watch, and by all after the end.")
        )
        return Outlet(GALLERY, tr("gallery"), means, prefix="/gallery ")
    if looked_at.kind == "letters":
        return _letters(here, looked_at)
    channel = here.channel or _only(here)
    room = looked_at if looked_at.channel else room_at(scene, channel) if channel else NEWS
    if room.channel is None:
        means = tr("Nobody would hear it: /meet NATION asks for a meeting.")
        return Outlet(NEWS, tr("no channel"), means, open=False)
    if room.channel == PUBLIC:
        return Outlet(room, tr("to everybody"), tr("A public statement: it takes an envoy."))
    return _channel(here, room, scene.view.channels.get(room.channel))


def _channel(here: Here, room: Room, seen: ChannelSeen | None) -> Outlet:
    scene = here.scene
    name = scene.handles.name(room.key)
    if seen is None or not scene.view.is_open(seen.id):
        secret = room.kind == "back-channel"
        if seen is not None and scene.me in seen.waiting:
            means = tr("Come in with /join {room}, or stay away with /decline {room}.", room=name)
            return Outlet(room, tr("{room}: you are asked", room=name), means, open=False, secret=secret)
        return Outlet(room, tr("{room} is closed", room=name), _elsewhere(here), open=False, secret=secret)
    others = [nation for nation in room.nations if nation in (*seen.present, *seen.members)]
    hearing = [nation for nation in others if nation in seen.present] or others
    whom = scene.names.nations(hearing)
    if seen.secret or room.kind == "back-channel":
        means = tr("Nobody else knows of it, unless it leaks.")
        return Outlet(room, tr("SECRET {room} to {whom}", room=name, whom=whom), means, secret=True)
    means = tr("Said to those in the room.") if len(hearing) > 1 else tr("Said in the room.")
    return Outlet(room, tr("{room} to {whom}", room=name, whom=whom), means)


def _only(here: Here) -> ChannelId | None:
    """The channel that is open, if there is but one: words go there from where nobody speaks."""
    mine = here.scene.view.open_channels()
    return mine[0].id if len(mine) == 1 else None


def _elsewhere(here: Here) -> str:
    """Where one can speak instead."""
    open_names = [here.scene.handles.name(seen.id) for seen in here.scene.view.open_channels()]
    if not open_names:
        return tr("Nobody would hear it: /meet NATION asks for a meeting.")
    return tr("Words are not sent there. Open: {rooms}.", rooms=joined(open_names))


def _letters(here: Here, room: Room) -> Outlet:
    """Words become a letter, which answers the newest that came from there."""
    whom = here.scene.names.nations(list(room.nations))
    newest = _newest(here, room.nations)
    answers = f" re {newest}" if newest else ""
    means = tr("Enter writes it out; Enter again sends it.")
    label = (
        tr("letter to {whom}, answers {name}", whom=whom, name=newest)
        if newest
        else tr("letter to {whom}", whom=whom)
    )
    return Outlet(room, label, means, prefix=f"/letter {' '.join(room.nations)}{answers} : ", asks=True)


def _newest(here: Here, others: tuple[NationId, ...]) -> str:
    """The short name of the newest letter that one of them wrote to these and to me."""
    scene = here.scene
    for ref, seen in reversed(scene.view.letters.items()):
        letter = seen.letter
        among = {seen.by, *letter.to} - {scene.me}
        if seen.by in others and among == set(others):
            return scene.handles.name(ref, "letter")
    return ""
