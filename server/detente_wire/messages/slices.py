"""What is too long for one frame: a pack's public part, and frames in parts."""

from __future__ import annotations

from attrs import field
from attrs.validators import ge

from detente_wire.messages.ids import Digest
from detente_wire.values import frozen


@frozen
class Fetch:
    """Send a pack's public part, from this part on; answered by `Asset`s."""

    digest: Digest
    part: int = field(default=1, validator=ge(1))


@frozen
class Asset:
    """A slice of a pack's public part, which is a JSON text."""

    digest: Digest
    part: int
    """From 1."""
    parts: int
    """0: this server has no such pack."""
    data: str = ""


@frozen
class Part:
    """A slice of a frame that is longer than a frame may be; a client joins them, see `codec.Joiner`."""

    part: int
    """From 1; the parts of one frame follow each other, with no other frame between them."""
    parts: int
    data: str | bytes
    """A slice of the frame as it would have been sent: bytes in msgpack, text in JSON."""
