"""Where the player is: the room that he looks at, and the channel in which free text is said.

Owns: `Whereabouts`: how both follow what he chooses, and what opens and closes.
Does not know: how a room is drawn, what is said.

Free text goes to the room that is looked at, or nowhere: nobody says a secret in the wrong place because he looked
elsewhere. In the news, and where everything is told at once, it goes to the channel that is open; if there are more
the player must say which.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import define, field

from detente_client.delegation.rooms import EVERYTHING, NEWS, Room, room_at, title
from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_wire.terms import PUBLIC, ChannelId


@define(eq=False)
class Whereabouts:
    """One player's, at one table."""

    scene: Callable[[], Scene]
    looking: Room = NEWS
    channel: ChannelId | None = None
    """Where free text is said; none: in the only channel that is open, if there is but one."""
    _led: bool = field(default=True, init=False)
    """He was led to the room, by a channel that opened or a command: he is led away when it closes."""

    def look(self, room: Room) -> None:
        """He goes to look at a room; what he says goes there, if anything can be said in it."""
        self.looking, self._led = room, False
        if room != EVERYTHING:
            self.channel = room.channel if self._open(room.channel) else None

    def speak(self, channel: ChannelId) -> None:
        """He speaks in this channel from now on, and sees it."""
        self.channel = channel
        if self.looking != EVERYTHING:
            self.looking, self._led = room_at(self.scene(), channel), True

    def opened(self, channel: ChannelId) -> None:
        """Something has opened: it is gone to if he is in no talk; a room that is looked at can be spoken in again."""
        if self.can_speak() or not self._open(channel):
            return
        if self.looking in (NEWS, EVERYTHING):
            self.speak(channel)
        elif self.looking.channel == channel:
            self.channel = channel

    def settle(self) -> None:
        """A channel that has closed is left: for another that is open, or for the news."""
        if self.channel is None or self.can_speak():
            return
        mine = self.scene().view.open_channels()
        self.channel = None
        if mine and (self._led or self.looking == EVERYTHING):
            self.speak(mine[0].id)
        elif self._led and self.looking != EVERYTHING:
            self.looking = NEWS

    def can_speak(self) -> bool:
        """Whether free text can be said where he is."""
        return self._open(self.channel)

    def _open(self, channel: ChannelId | None) -> bool:
        return channel == PUBLIC or (channel is not None and self.scene().view.is_open(channel))

    def why_mute(self) -> str:
        """Why nothing can be said in the room that is looked at; empty: something can."""
        room, scene = self.looking, self.scene()
        if scene.me is None or room.kind in ("news", "everything") or self._open(room.channel):
            return ""
        name = title(scene, room)
        match room.kind:
            case "letters" if room.nations:
                return tr(
                    "In a correspondence one writes letters: /letter {to} : words.", to=" ".join(room.nations)
                )
            case "letters" | "gallery":
                return tr("Nothing can be said in {room}: you only read it.", room=name)
            case _:
                return self._why_closed(room, scene.handles.name(room.key))

    def _why_closed(self, room: Room, name: str) -> str:
        """What became of a channel, and what opens it."""
        view, others = self.scene().view, " ".join(room.nations)
        seen = view.channels.get(room.channel) if room.channel else None
        if seen is not None and view.me in seen.waiting:
            return tr(
                "You are asked into {name} and have not answered: /join {name} or /decline {name}.", name=name
            )
        if seen is not None and seen.by == view.me and seen.waiting:
            return tr("{name} is not open yet: the others have not answered.", name=name)
        if seen is not None and seen.open:
            return tr("You are not in {name} any more.", name=name)
        again = "/backchannel" if room.kind == "back-channel" else "/meet"
        return tr(
            "{name} is closed. Ask for it anew: {command}.", name=name, command=f"{again} {others}".strip()
        )
