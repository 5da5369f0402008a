"""What a link must not forget: who we are on a server, and which commands have no answer yet.

Owns: the protocol `Memory`; `Forgetful`, which keeps it as long as the process lives; `MemoryFile`, which keeps it in a
file, so that a client that is started again is the same player and loses no command.
Does not know: when anything is sent.

The file is replaced as a whole, readable by its owner alone. While a process uses it, it is locked: a second one on the
same machine does not take the session away from the first.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from detente_client.link.lock import locked
from detente_wire.codec import JSON, MalformedMessage
from detente_wire.messages import Command, CommandId, CreateMatch, Direct, JoinMatch, LeaveMatch, NextMatch

Order = Command | Direct | CreateMatch | NextMatch | JoinMatch | LeaveMatch
"""What gets exactly one receipt."""


class Memory(Protocol):
    """Who we are on one server, and what we still wait for."""

    @property
    def token(self) -> str:
        """The newest resume token; empty: we are nobody there yet."""

    @property
    def orders(self) -> tuple[Order, ...]:
        """Without an answer, in the order in which they were given."""

    def name_as(self, name: str, token: str) -> None:
        """We are known under this name now, and the next time by this token."""

    def keep(self, order: Order) -> None:
        """An order is about to be sent."""

    def drop(self, id: CommandId) -> None:
        """It has been answered."""

    def forget(self) -> None:
        """The server does not know us any more."""


class Forgetful:
    """Keeps all of it as long as the process lives."""

    def __init__(self, token: str = "") -> None:
        self.token = token
        self._orders: dict[CommandId, Order] = {}

    @property
    def orders(self) -> tuple[Order, ...]:
        """Without an answer, in the order in which they were given."""
        return tuple(self._orders.values())

    def name_as(self, name: str, token: str) -> None:
        """We are known under this name now, and the next time by this token."""
        self.token = token

    def keep(self, order: Order) -> None:
        """An order is about to be sent."""
        self._orders[order.id] = order

    def drop(self, id: CommandId) -> None:
        """It has been answered."""
        self._orders.pop(id, None)

    def forget(self) -> None:
        """The server does not know us any more."""
        self.token = ""
        self._orders.clear()


class MemoryFile(Forgetful):
    """Keeps it in a file too. Make it with `opened`."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self._read()

    @classmethod
    @contextlib.contextmanager
    def opened(cls, path: Path) -> Iterator[MemoryFile | None]:
        """The memory at this path; None while another process uses it. `Trouble` if no file can be there."""
        with locked(path.with_suffix(".lock")) as free:
            yield cls(path) if free else None

    def name_as(self, name: str, token: str) -> None:
        """We are known under this name now, and the next time by this token."""
        super().name_as(name, token)
        self._write()

    def keep(self, order: Order) -> None:
        """An order is about to be sent."""
        super().keep(order)
        self._write()

    def drop(self, id: CommandId) -> None:
        """It has been answered."""
        if id in self._orders:
            super().drop(id)
            self._write()

    def forget(self) -> None:
        """The server does not know us any more."""
        super().forget()
        self._write()

    def _read(self) -> None:
        """What the file holds; one that cannot be read counts as empty."""
        try:
            said = json.loads(self.path.read_text(encoding="utf-8"))
            self.token = str(said["token"])
            for text in said["orders"]:
                order = JSON.decode_client(text)
                assert isinstance(order, Order)
                self._orders[order.id] = order
        except (OSError, ValueError, KeyError, TypeError, AssertionError, MalformedMessage):
            return

    def _write(self) -> None:
        said = {"token": self.token, "orders": [JSON.encode(order).decode() for order in self.orders]}
        part = self.path.with_suffix(".part")
        with contextlib.suppress(OSError):  # a full disk: then it lives as long as the process
            with open(
                os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
            ) as file:
                json.dump(said, file, ensure_ascii=False)
            os.replace(part, self.path)
