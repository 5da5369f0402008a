"""The store as its callers see it: the same for every engine.

Owns the contract, which tests/store/test_contract.py checks for each engine. Every write is a `Work`,
performed whole and in the order submitted; its answer comes when it is durable. Two lines worth knowing:

- A repeated append with the same records answers the version they reached, so after Unknown one may simply
  repeat it.
- A deadline that moves earlier is put before the append that causes it, one that moves later after: a
  directory that says "too early" wakes a match for nothing, one that says "too late" forgets it. No engine
  need write both at once.
- That a command id gets one receipt is for the match to see to, which has them all: whoever appends at the
  expected version has read every record before it. An engine files what it is given.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from detente_server.store.records import (
    Change,
    Document,
    Heard,
    Held,
    Lease,
    Page,
    ReceiptRow,
    Record,
    Snapshot,
    Stale,
    TextRow,
    Undone,
    Version,
)
from detente_server.store.works import (
    Append,
    Claim,
    Delete,
    Done,
    EraseText,
    Probe,
    Put,
    PutPack,
    PutSnapshot,
    Release,
    Renew,
    RenewLineage,
    Work,
)

T = TypeVar("T")
Cancel = Callable[[], None]


class Store(ABC):
    """Records by match, and documents. Synchronous; any thread may call."""

    # Writing

    @abstractmethod
    def submit(self, work: Work[T], done: Done[T]) -> None:
        """Queue a write; `done` hears its outcome on the writer's thread and must return at once."""

    @abstractmethod
    def perform(self, work: Work[T]) -> T | Undone:
        """Write and wait for the outcome; raises StoreError for the caller's own mistake."""

    def append(self, match: str, expected: Version, records: Iterable[Record]) -> Version | Stale | Undone:
        """Add records to a match whose log stands at `expected`: all or none, 1 MiB at most."""
        return self.perform(Append(match, expected, tuple(records)))

    def erase_text(self, match: str, ref: str) -> int | Undone:
        """Forget the words behind a reference; answers how many texts were erased."""
        return self.perform(EraseText(match, ref))

    def put_snapshot(self, match: str, n: int, version: int, body: bytes) -> Undone | None:
        """Keep the state after record n instead of the last one kept."""
        return self.perform(PutSnapshot(match, n, version, body))

    def claim(self, match: str, owner: str, now_ms: int, ttl_ms: int) -> Lease | Held | Undone:
        """Ask to own a match; the new owner's first act is to append a record, which fences the old one."""
        return self.perform(Claim(match, owner, now_ms, ttl_ms))

    def renew(self, lease: Lease, now_ms: int, ttl_ms: int) -> Lease | Held | Undone:
        """Prolong a lease; Held when a later term was granted."""
        return self.perform(Renew(lease, now_ms, ttl_ms))

    def release(self, lease: Lease) -> Undone | None:
        """Give a lease back."""
        return self.perform(Release(lease))

    def put(
        self, kind: str, key: str, body: bytes, expected: Version, due_ms: int | None = None
    ) -> Version | Stale | Undone:
        """Write a document that still has the expected version (ABSENT: create; ANY: overwrite)."""
        return self.perform(Put(kind, key, body, expected, due_ms))

    def delete(self, kind: str, key: str, expected: Version) -> Version | Stale | Undone:
        """Remove a document that still has the expected version."""
        return self.perform(Delete(kind, key, expected))

    def put_pack(self, digest: bytes, body: bytes) -> Undone | None:
        """Keep a pack's bytes, once."""
        return self.perform(PutPack(digest, body))

    def renew_lineage(self) -> str | Undone:
        """Declare that history was replaced; answers the new lineage."""
        return self.perform(RenewLineage())

    def probe(self) -> bool:
        """Whether the store writes (again)."""
        return self.perform(Probe()) is True

    # Reading a match

    @abstractmethod
    def read(self, match: str, after: int = 0, limit: int = 1000) -> Page:
        """Up to `limit` records after record `after`."""

    @abstractmethod
    def tail(self, match: str, limit: int) -> Page:
        """The last records of a match, oldest first."""

    @abstractmethod
    def stream(self, match: str, viewer: str, after: int = 0, limit: int = 1000) -> tuple[Heard, ...]:
        """A viewer's notices after his cursor `after`. Viewer: a nation id, `umpire` or `public`."""

    @abstractmethod
    def cursor(self, match: str, viewer: str) -> int:
        """How many notices a viewer's stream holds."""

    @abstractmethod
    def receipt(self, match: str, player: str, command: bytes) -> ReceiptRow | None:
        """The answer that was filed first for a command id; its cost grows with the match, whose owner knows
        them all."""

    @abstractmethod
    def texts(self, match: str, refs: Iterable[str], records: Iterable[int] = ()) -> dict[str, TextRow]:
        """The texts behind references. `records`: numbers of records (a Heard's n) that likely hold them:
        those are looked up first, only the rest is searched for in the whole match."""

    @abstractmethod
    def latest_snapshot(self, match: str, version: int) -> Snapshot | None:
        """The kept state, when it is of this version and not ahead of the log."""

    @abstractmethod
    def matches(self) -> tuple[str, ...]:
        """Every match with a record, in the order of their first."""

    # Documents

    @abstractmethod
    def get(self, kind: str, key: str) -> Document | None:
        """One document."""

    @abstractmethod
    def list_documents(self, kind: str, prefix: str = "") -> tuple[Document, ...]:
        """The documents of a kind whose key begins so, sorted by key."""

    @abstractmethod
    def due(self, kind: str, until_ms: int, limit: int = 1000) -> tuple[Document, ...]:
        """The documents of a kind that are due by then, the longest due first."""

    @abstractmethod
    def pack(self, digest: bytes) -> bytes | None:
        """A pack's bytes."""

    # News

    @abstractmethod
    def listen(self, match: str, heard: Callable[[Version], None]) -> Cancel:
        """Call `heard` on the writer's thread after each commit that adds to the match; ends by calling the
        answer."""

    @abstractmethod
    def watch(self, kind: str, seen: Callable[[Change], None]) -> Cancel:
        """Call `seen` on the writer's thread for each change of a document of this kind, in order."""

    @abstractmethod
    def call_after_group(self, call: Callable[[], None]) -> None:
        """Call this on the writer's thread whenever the answers and news of one commit have been given (a
        facade's)."""

    # The whole

    @property
    @abstractmethod
    def read_only(self) -> str | None:
        """Why the store does not write; None when it does."""

    @property
    @abstractmethod
    def lineage(self) -> str:
        """Of this history: changes only when it was replaced."""

    @property
    @abstractmethod
    def size_bytes(self) -> int:
        """What it takes of the disk, or of memory, roughly."""

    @abstractmethod
    def backup(self, path: Path) -> None:
        """Write a consistent copy of all that is committed to a new file, while the store goes on; StoreError where
        that cannot be. Opened as a server's database, the copy begins a new lineage."""

    @abstractmethod
    def close(self) -> None:
        """Perform what was submitted, then end; later calls raise StoreError."""
