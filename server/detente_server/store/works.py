"""What a caller may ask to have written, as values.

Owns the list of writes. A work is performed whole, in the order submitted, and answered only once it is
durable. Knows nothing of how: an engine maps each of them to its own means.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeAlias, TypeVar

from attrs import frozen

from detente_server.store.records import (
    Held,
    Lease,
    Record,
    Stale,
    StoreError,
    Undone,
    Version,
)

T = TypeVar("T")

Outcome: TypeAlias = T | Undone | StoreError
"""What `done` hears of a work: its answer, that the disk failed, or the caller's own mistake (not raised
there)."""

Done: TypeAlias = Callable[[Outcome[T]], None]


@frozen
class Work(Generic[T]):
    """A write, answered by a T."""


@frozen
class Append(Work[Version | Stale]):
    """Add records at the end of a match's log, all or none. Repeating it with the same records changes
    nothing."""

    match: str
    expected: Version
    records: tuple[Record, ...]


@frozen
class EraseText(Work[int]):
    """Forget the words (and the salt) behind a reference; answers how many texts were erased."""

    match: str
    ref: str


@frozen
class PutSnapshot(Work[None]):
    """Keep this state instead of the last one."""

    match: str
    n: int
    version: int
    body: bytes


@frozen
class Claim(Work[Lease | Held]):
    """Ask to own a match under a new term; Held while another owner's lease runs."""

    match: str
    owner: str
    now_ms: int
    ttl_ms: int


@frozen
class Renew(Work[Lease | Held]):
    """Prolong a lease; Held when a later term was granted meanwhile."""

    lease: Lease
    now_ms: int
    ttl_ms: int


@frozen
class Release(Work[None]):
    """Give a lease back before its time."""

    lease: Lease


@frozen
class Put(Work[Version | Stale]):
    """Write a document if it still has the expected version (ABSENT: must not exist; ANY: whatever is
    there)."""

    kind: str
    key: str
    body: bytes
    expected: Version
    due_ms: int | None = None


@frozen
class Delete(Work[Version | Stale]):
    """Remove a document if it still has the expected version; answers the version of the removal."""

    kind: str
    key: str
    expected: Version


@frozen
class PutPack(Work[None]):
    """Keep a pack's bytes under their digest; the same digest again changes nothing."""

    digest: bytes
    body: bytes


@frozen
class Probe(Work[bool]):
    """Find out whether a store that went read-only can write again."""


@frozen
class RenewLineage(Work[str]):
    """Declare that history was replaced: viewers' positions in the old one are void."""
