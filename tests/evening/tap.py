"""Everything that a server writes to anybody, kept by player: the evidence for who heard what.

Owns: `Tap`, which listens where bytes go to sockets.
Does not know: what may be heard.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from attrs import define, field

from detente_server.host.sockets.connection import Connection
from detente_server.host.sockets.gateway import Gateway


@define
class Tap:
    """The bytes of each player, over all of his connections and all lives of the server."""

    written: dict[str, bytearray] = field(factory=lambda: defaultdict(bytearray))
    _players: dict[int, str] = field(factory=dict)
    _before: dict[int, bytearray] = field(factory=lambda: defaultdict(bytearray))
    """What went out before it was known to whom."""
    _kept: list[Connection] = field(factory=list)
    """So that no two have the same id."""

    def on(self, patch: pytest.MonkeyPatch) -> Tap:
        """Listen from now on."""
        write, welcome = Connection.write, Gateway.welcome

        def tapped(connection: Connection, data: bytes) -> None:
            self._write(connection, data)
            write(connection, data)

        def welcomed(gateway: Gateway, visitor: Any, player: str) -> None:
            self._is(visitor.connection, player)
            welcome(gateway, visitor, player)

        patch.setattr(Connection, "write", tapped)
        patch.setattr(Gateway, "welcome", welcomed)
        return self

    def _write(self, connection: Connection, data: bytes) -> None:
        player = self._players.get(id(connection))
        (self._before[id(connection)] if player is None else self.written[player]).extend(data)

    def _is(self, connection: Connection, player: str) -> None:
        self._kept.append(connection)
        self._players[id(connection)] = player
        self.written[player].extend(self._before.pop(id(connection), b""))
