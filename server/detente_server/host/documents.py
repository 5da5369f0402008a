"""Values of the host as documents of the store.

Owns: how an attrs class is written into a document and read again.
Does not know: which classes, and when.
"""

from __future__ import annotations

from typing import Generic, TypeVar

import msgpack

from detente_wire.reader import STORED, Reading
from detente_wire.shapes import TAG
from detente_wire.writer import plain

T = TypeVar("T")


class Shape(Generic[T]):
    """Writes and reads one class."""

    def __init__(self, cls: type[T]) -> None:
        self._reading = Reading(cls, STORED)

    def write(self, value: T) -> bytes:
        """The document's body."""
        return bytes(msgpack.packb(plain(value)))

    def read(self, body: bytes) -> T:
        """The value again; ValueError if the body is of another version."""
        data = msgpack.unpackb(body)
        data.pop(TAG, None)
        value: T = self._reading(data)
        return value
