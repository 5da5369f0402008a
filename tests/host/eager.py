"""The planted bug: an owner that tells what it has decided before it is stored."""

from __future__ import annotations

from detente_server.host.playing.commits import Decided
from detente_server.host.playing.owner import Owner
from detente_server.match.effects import Commit, Effect


class EagerOwner(Owner):
    """Does not wait."""

    def _perform(self, effect: Effect) -> None:
        super()._perform(effect)
        if isinstance(effect, Commit):
            self._tell(Decided(effect))
            for attachment in self.attachments:
                attachment.touch()

    def _are_durable(self, done: list[Decided]) -> None:
        """All was told before."""
