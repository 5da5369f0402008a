"""Which streams a player attends.

Owns: `Attending`: the answer to `Attend`, and that a player who gets another seat reads its stream from then on.
Does not know: what else a player asks (`desk`), how notices get to the socket (`attendance`, `sending`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente_server.host.people.players import Player
from detente_server.host.playing.owner import Owner
from detente_server.host.services import Services
from detente_server.host.visiting.attendance import Attachment
from detente_server.match.stream import PUBLIC, UMPIRE
from detente_wire.messages import Announcement, Attend, MatchId, Resumed
from detente_wire.terms import NationId

if TYPE_CHECKING:
    from detente_server.host.visiting.visitor import Visitor

MOST = 64
"""Matches that one player may attend at once; each of them stays loaded so long."""
TOO_MANY = "You attend as many matches as this server allows on one connection."


class Attending:
    """One player's places in streams, while he is here."""

    def __init__(self, visitor: Visitor, player: Player, services: Services) -> None:
        self._visitor = visitor
        self._player = player.id
        self._came = player
        self._services = services
        self._attached: dict[MatchId, tuple[Owner, Attachment]] = {}
        self._wanted: set[MatchId] = set()
        """Attended, or about to be."""

    def attend(self, message: Attend) -> None:
        """Send a match's stream from here on."""
        if message.match not in self._wanted and len(self._wanted) >= MOST:
            self._nothing_there(message.match, TOO_MANY)
            return
        self._wanted.add(message.match)
        self._services.matches.reach(
            message.match,
            lambda owner: self._services.spawn(self._attend(owner, message)),
            lambda refusal: self._nothing_there(
                message.match, "" if refusal.code == "match.unknown" else refusal.message()
            ),
        )

    def moved(self, owner: Owner) -> None:
        """Seats changed hands: whoever has another one now reads its stream, from the beginning."""
        if owner.id not in self._attached:
            return
        viewer = owner.durable.viewer_of(self._player)
        if self._attached[owner.id][1].viewer != viewer:
            self._attach(owner, self._from_here(owner, viewer, 0, "seat"), viewer)
            self._services.spawn(self._services.sessions.note_viewer(self._came, owner.id, viewer))

    def clear(self) -> None:
        """The player is gone."""
        for match in list(self._attached):
            self._detach(match)

    async def _attend(self, owner: Owner, message: Attend) -> None:
        """Attach the player to his stream; should he get another seat while that is noted, to that one's."""
        sessions = self._services.sessions
        before = sessions.viewer(self._came, owner.id)
        viewer = ""
        while viewer != (viewer := owner.durable.viewer_of(self._player)):
            await sessions.note_viewer(self._came, owner.id, viewer)
        if owner.ended:  # it was put away meanwhile
            self.attend(message)
        elif self._visitor.connection.alive:
            self._attach(owner, self._resumed(owner, viewer, before, message), viewer)

    def _resumed(self, owner: Owner, viewer: str, before: str, message: Attend) -> Resumed:
        """From where the stream goes on."""
        lineage, last = self._services.lineage, owner.durable.last(viewer)
        reason = ""
        if message.cursor == 0 or message.lineage is None:
            reason = "first"
        elif message.lineage != lineage:
            reason = "lineage"
        elif before != viewer:
            reason = "seat"
        elif message.cursor > last:
            reason = "ahead"
        return self._from_here(owner, viewer, 0 if reason else message.cursor, reason)

    def _from_here(self, owner: Owner, viewer: str, cursor: int, reason: str) -> Resumed:
        """The stream goes on after this cursor; with a reason it begins anew."""
        self._services.environment.figures.resumed[reason or "recovered"] += 1
        return Resumed(
            match=owner.id,
            lineage=self._services.lineage,
            recovered=not reason,
            from_cursor=cursor,
            to_cursor=owner.durable.last(viewer),
            reason=reason,  # type: ignore[arg-type]
            role={PUBLIC: "observer", UMPIRE: "umpire"}.get(viewer, "player"),  # type: ignore[arg-type]
            nation=None if viewer in (PUBLIC, UMPIRE) else NationId(viewer),
        )

    def _attach(self, owner: Owner, resumed: Resumed, viewer: str) -> None:
        self._detach(owner.id)
        outlet = self._visitor.outlet
        attachment = Attachment(
            owner,
            owner.id,
            viewer,
            resumed.from_cursor,
            player=self._player,
            codec=self._visitor.codec,
            touch=outlet.touch,
        )
        self._visitor.send(resumed)
        owner.attach(attachment)
        self._attached[owner.id] = (owner, attachment)
        outlet.add(attachment)
        for remarked in self._services.gallery.remarks(owner, self._player):
            self._visitor.send(remarked)

    def _detach(self, match: MatchId) -> None:
        if match in self._attached:
            owner, attachment = self._attached.pop(match)
            owner.detach(attachment)
            self._visitor.outlet.remove(attachment)

    def _nothing_there(self, match: MatchId, why: str) -> None:
        """An empty stream: what one may not see is like what does not exist."""
        if match not in self._attached:
            self._wanted.discard(match)
        self._visitor.send(Resumed(match, self._services.lineage, False, 0, 0, "first", "observer"))
        if why:
            self._visitor.send(Announcement(why))
