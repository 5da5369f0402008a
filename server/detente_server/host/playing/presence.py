"""Who of a live match's players is here.

Owns: `Presence`: since when each has not been seen, and telling the match when that is long.
Does not know: sockets (who attends is here), what the match makes of it.

Where talks have no deadline, a table would wait for ever for somebody whose line is cut. By correspondence nobody is
expected to be here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente_server.match.inputs import PresenceNoted
from detente_wire.terms import NationId

if TYPE_CHECKING:
    from detente_server.host.playing.owner import Owner


class Presence:
    """The players of one match while it is loaded."""

    def __init__(self, owner: Owner) -> None:
        self._owner = owner
        self._missing: dict[NationId, float] = {}
        """Since when, on the loop's clock."""

    def look(self, absent_s: float) -> None:
        """Note who has been away for so long, and who is back."""
        owner = self._owner
        match = owner.match
        if not owner.running or match.settings.tempo != "live" or not match.begun or match.over:
            return
        here = {attachment.player for attachment in owner.attachments}
        now = owner.loop.time()
        for nation in match.table.people():
            if match.table.seats[nation].player in here:
                self._missing.pop(nation, None)
                self._note(nation, away=False)
            elif now - self._missing.setdefault(nation, now) >= absent_s:
                self._note(nation, away=True)

    def _note(self, nation: NationId, *, away: bool) -> None:
        if (nation in self._owner.match.table.away) != away:
            self._owner.give(PresenceNoted(self._owner.now_ms(), nation, away))
