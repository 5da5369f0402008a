"""The values that go into the store and come out of it.

Owns the shapes of one record and of what is filed with it, of documents, snapshots and leases, and the
answers a caller must be ready for. Knows neither what the bytes mean nor which engine keeps them.
"""

from __future__ import annotations

from typing import Final, NewType

from attrs import frozen

Version = NewType("Version", int)
"""Where a log or a document stands. Opaque: compare for equality and hand it back, never compute with it."""

EMPTY: Final = Version(0)
"""The version of a log that holds nothing yet."""
ABSENT: Final = Version(0)
"""The version of a document that does not exist: `put` with it creates, and only creates."""
ANY: Final = Version(-1)
"""Accepted by `put` and `delete` in place of an expected version: whatever is there."""

APPEND_LIMIT_BYTES: Final = 1 << 20
"""The most one append may carry, over all its records."""


@frozen
class NoticeRow:
    """One thing that was made known, and exactly who is entitled to it."""

    audience: str
    """`public`, `umpire`, or sorted nation ids joined by `+`."""
    kind: str
    turn: int
    body: bytes


@frozen
class ReceiptRow:
    """The one answer to one command id."""

    player: str
    command: bytes
    """The id the client chose; unique per match and player."""
    digest: bytes
    """Of the command's body, so that an id used twice for different commands is noticed."""
    body: bytes


@frozen
class TextRow:
    """Words a person wrote; they lie beside the log, so that they can be erased and the chain still
    verifies."""

    ref: str
    salt: bytes
    """Empty once the text is erased: with the salt gone, the hash in the chain tells nothing of a guessed
    text."""
    text: str | None
    """None once the text is erased."""


@frozen
class Record:
    """One input of a match with all that came of it, written whole or not at all."""

    match: str
    n: int
    """Internal sequence in the match: 1, 2, 3 ... It never reaches the wire."""
    id: bytes
    """16 bytes, unique in the match: by it an append that was repeated is recognised."""
    kind: str
    turn: int
    time_ms: int
    """Milliseconds UTC, set by the caller."""
    facts: bytes
    chain: bytes
    """32 bytes: the hash over the stored bytes so far, computed by the caller."""
    notices: tuple[NoticeRow, ...] = ()
    receipts: tuple[ReceiptRow, ...] = ()
    texts: tuple[TextRow, ...] = ()


@frozen
class Page:
    """Consecutive records of one match."""

    records: tuple[Record, ...]
    version: Version
    """The version after the last record here (for an empty page: the version of the log)."""


@frozen
class Heard:
    """One notice in a viewer's stream."""

    cursor: int
    """The place in that viewer's own stream: 1, 2, 3 ... without a hole."""
    n: int
    """The record it came with: internal, never for the wire."""
    time_ms: int
    notice: NoticeRow


@frozen
class Snapshot:
    """A folded state, kept as a cache: it may be missing, old or of another version at any time."""

    n: int
    version: int
    """Of the body's format, set by the caller."""
    body: bytes


@frozen
class Lease:
    """A hint who should own a match; the log itself decides (a stale owner's append is Stale)."""

    match: str
    owner: str
    term: int
    """Rises with every claim of the match, over restarts too."""
    until_ms: int


@frozen
class Held:
    """A claim or renewal was not granted: this lease stands."""

    lease: Lease


@frozen
class Document:
    """A named value: an account, a token, a directory row ..."""

    kind: str
    key: str
    version: Version
    body: bytes
    due_ms: int | None = None
    """When somebody should look at it (a match's next deadline, a token's end), milliseconds UTC."""


@frozen
class Change:
    """What became of a document; None: it was deleted."""

    kind: str
    key: str
    version: Version
    document: Document | None


@frozen
class Stale:
    """Nothing was written: the log or document stands elsewhere than the caller believed."""

    version: Version


@frozen
class Unknown:
    """It may or may not have been written: read the tail and compare record ids before giving up."""

    reason: str


@frozen
class ReadOnly:
    """Nothing was written, and nothing will be until `probe` succeeds."""

    reason: str


Undone = Unknown | ReadOnly
"""The answers to any write when the disk does not do its part."""


class StoreError(Exception):
    """The store cannot do what was asked; the message is a sentence for the host."""


class Misuse(StoreError):
    """The caller broke the contract (a bug of ours): a gap in the numbers, a receipt filed twice, too many
    bytes."""


class Refusal(StoreError):
    """The data folder cannot be opened: in use by another server, from a newer version, or not ours."""
