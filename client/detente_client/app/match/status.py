"""The bar at the top: crisis, turn, tension, what the player has left, how long the turn is open.

Owns: `StatusBar`.
Does not know: pages.
"""

from __future__ import annotations

from detente_client.app.kit import Words
from detente_client.delegation.delegation import Delegation


class StatusBar(Words):
    """One row."""

    def __init__(self, delegation: Delegation) -> None:
        super().__init__(id="status")
        self._delegation = delegation

    def renew(self) -> None:
        """Say how things stand."""
        self.show(f"{self._delegation.scene.pack.title}  {self._delegation.clock.line()}", layout=False)
