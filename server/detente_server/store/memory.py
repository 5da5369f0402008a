"""The engine without a disk: for the arena (bots by the thousand), simulations and tests.

Owns the same contract with plain dicts; nothing outlives it. A work is performed when it is submitted.
Streams are counted by going through the log: matches here are short.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar, cast

from attrs import Factory, define, evolve

from detente_server.store.audience import holds
from detente_server.store.documents import Leases
from detente_server.store.interface import Cancel, Store
from detente_server.store.news import News, call_safely
from detente_server.store.packing import check_records, pack_all
from detente_server.store.records import (
    ABSENT,
    ANY,
    Change,
    Document,
    Heard,
    Misuse,
    Page,
    ReceiptRow,
    Record,
    Snapshot,
    Stale,
    StoreError,
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


@define
class _Log:
    records: list[Record] = Factory(list)
    receipts: dict[tuple[str, bytes], ReceiptRow] = Factory(dict)
    snapshot: Snapshot | None = None


class _Terms:
    def __init__(self) -> None:
        self._terms: dict[str, int] = {}

    def term(self, match: str) -> int:
        return self._terms.get(match, 0)

    def put_term(self, match: str, term: int) -> None:
        self._terms[match] = term


class MemoryStore(Store):
    """Records and documents in this process, until it is closed."""

    def __init__(self, random_bytes: Callable[[int], bytes] = os.urandom) -> None:
        self._gate = threading.RLock()
        self._logs: dict[str, _Log] = {}
        self._documents: dict[tuple[str, str], Document] = {}
        self._packs: dict[bytes, bytes] = {}
        self._leases = Leases(_Terms())
        self._news = News()
        self._appended: list[tuple[str, Version]] = []
        self._changes: list[Change] = []
        self._last_version = 0
        self._random_bytes = random_bytes
        self._lineage = random_bytes(10).hex()
        self._closed = False
        self._after_group: Callable[[], None] = lambda: None

    def submit(self, work: Work[T], done: Done[T]) -> None:
        """See `Store`; performed at once."""
        with self._gate:
            if self._closed:
                raise StoreError("the store is closed")
            call_safely(done, self._outcome(work))
            appended, self._appended = self._appended, []
            changes, self._changes = self._changes, []
            self._news.tell(appended, changes)
            call_safely(self._after_group)

    def perform(self, work: Work[T]) -> T | Undone:
        """See `Store`."""
        outcomes: list[Any] = []
        self.submit(work, outcomes.append)
        if isinstance(outcomes[0], StoreError):
            raise outcomes[0]
        return cast("T | Undone", outcomes[0])

    def _outcome(self, work: Work[Any]) -> Any:
        try:
            return self._apply(work)
        except Misuse as mistake:
            return mistake

    def _apply(self, work: Work[Any]) -> Any:
        match work:
            case Append():
                return self._append(work)
            case Put() | Delete():
                return self._change(work)
            case PutSnapshot():
                return self._keep(work)
            case PutPack():
                self._packs.setdefault(work.digest, work.body)
                return None
            case EraseText():
                return self._erase(work)
            case Claim():
                return self._leases.claim(work)
            case Renew():
                return self._leases.renew(work)
            case Release():
                return self._leases.release(work)
            case RenewLineage():
                self._lineage = self._random_bytes(10).hex()
                return self._lineage
            case Probe():
                return True
            case _:
                raise Misuse(f"{work!r} is no work of this store")

    def _append(self, work: Append) -> Version | Stale:
        check_records(work.match, work.records)
        log = self._logs.get(work.match) or _Log()
        standing, first, last = len(log.records), work.records[0].n, work.records[-1].n
        if standing != work.expected:
            there = [(x.id, x.chain) for x in log.records[work.expected : last]]
            same = first == work.expected + 1 and there == [(x.id, x.chain) for x in work.records]
            return Version(last) if same else Stale(Version(standing))
        if first != standing + 1:
            raise Misuse(f"record {first} of {work.match!r} cannot follow record {standing}")
        pack_all(work.records)
        log.records += work.records
        for receipt in [each for record in work.records for each in record.receipts]:
            log.receipts.setdefault((receipt.player, receipt.command), receipt)
        self._logs[work.match] = log
        self._appended.append((work.match, Version(last)))
        return Version(last)

    def _change(self, work: Put | Delete) -> Version | Stale:
        key = (work.kind, work.key)
        present = self._documents[key].version if key in self._documents else ABSENT
        if work.expected not in (ANY, present):
            return Stale(present)
        if isinstance(work, Delete) and present == ABSENT:
            return ABSENT
        self._last_version += 1
        version = Version(self._last_version)
        if isinstance(work, Put):
            self._documents[key] = Document(work.kind, work.key, version, work.body, work.due_ms)
        else:
            del self._documents[key]
        self._changes.append(Change(work.kind, work.key, version, self._documents.get(key)))
        return version

    def _keep(self, work: PutSnapshot) -> None:
        if work.match not in self._logs:
            raise Misuse(f"a snapshot of {work.match!r}, which has no record")
        self._logs[work.match].snapshot = Snapshot(work.n, work.version, work.body)

    def _erase(self, work: EraseText) -> int:
        erased = 0
        records = self._logs[work.match].records if work.match in self._logs else []
        for at, record in enumerate(records):
            hit = [x.ref == work.ref and x.text is not None for x in record.texts]
            if any(hit):
                erased += sum(hit)
                texts = [TextRow(x.ref, b"", None) if gone else x for x, gone in zip(record.texts, hit)]
                records[at] = evolve(record, texts=tuple(texts))
        return erased

    def read(self, match: str, after: int = 0, limit: int = 1000) -> Page:
        """See `Store`."""
        return self._page(match, after, after + limit)

    def tail(self, match: str, limit: int) -> Page:
        """See `Store`."""
        standing = len(self._records(match))
        return self._page(match, max(0, standing - limit), standing)

    def stream(self, match: str, viewer: str, after: int = 0, limit: int = 1000) -> tuple[Heard, ...]:
        """See `Store`."""
        return self._stream(match, viewer)[after : after + limit]

    def cursor(self, match: str, viewer: str) -> int:
        """See `Store`."""
        return len(self._stream(match, viewer))

    def receipt(self, match: str, player: str, command: bytes) -> ReceiptRow | None:
        """See `Store`."""
        self._check_open()
        log = self._logs.get(match)
        return log.receipts.get((player, command)) if log else None

    def texts(self, match: str, refs: Iterable[str], records: Iterable[int] = ()) -> dict[str, TextRow]:
        """See `Store`."""
        wanted = frozenset(refs)
        texts = [text for record in self._records(match) for text in record.texts]
        return {text.ref: text for text in reversed(texts) if text.ref in wanted}

    def latest_snapshot(self, match: str, version: int) -> Snapshot | None:
        """See `Store`."""
        records = self._records(match)
        kept = self._logs[match].snapshot if records else None
        return kept if kept and kept.version == version and kept.n <= len(records) else None

    def matches(self) -> tuple[str, ...]:
        """See `Store`."""
        self._check_open()
        return tuple(self._logs)

    def get(self, kind: str, key: str) -> Document | None:
        """See `Store`."""
        self._check_open()
        return self._documents.get((kind, key))

    def list_documents(self, kind: str, prefix: str = "") -> tuple[Document, ...]:
        """See `Store`."""
        self._check_open()
        found = [x for x in tuple(self._documents.values()) if x.kind == kind and x.key.startswith(prefix)]
        return tuple(sorted(found, key=lambda x: x.key))

    def due(self, kind: str, until_ms: int, limit: int = 1000) -> tuple[Document, ...]:
        """See `Store`."""
        found = [(x.due_ms, x.key, x) for x in self.list_documents(kind) if x.due_ms is not None]
        return tuple(x for due_ms, _, x in sorted(found, key=lambda y: y[:2])[:limit] if due_ms <= until_ms)

    def pack(self, digest: bytes) -> bytes | None:
        """See `Store`."""
        self._check_open()
        return self._packs.get(digest)

    def listen(self, match: str, heard: Callable[[Version], None]) -> Cancel:
        """See `Store`."""
        return self._news.listen(match, heard)

    def watch(self, kind: str, seen: Callable[[Change], None]) -> Cancel:
        """See `Store`."""
        return self._news.watch(kind, seen)

    def call_after_group(self, call: Callable[[], None]) -> None:
        """See `Store`."""
        self._after_group = call

    @property
    def read_only(self) -> str | None:
        """See `Store`; memory does not fill up or fail."""
        return None

    @property
    def lineage(self) -> str:
        """See `Store`."""
        return self._lineage

    @property
    def size_bytes(self) -> int:
        """See `Store`: of the records' payloads alone."""
        return sum(len(record.facts) for log in self._logs.values() for record in log.records)

    def backup(self, path: Path) -> None:
        """See `Store`; there is nothing to copy from."""
        raise StoreError("this server's matches are kept in memory alone")

    def close(self) -> None:
        """See `Store`; what was kept is gone."""
        self._closed = True

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError("the store is closed")

    def _records(self, match: str) -> list[Record]:
        self._check_open()
        log = self._logs.get(match)
        return log.records if log else []

    def _page(self, match: str, after: int, until: int) -> Page:
        records = self._records(match)
        part = tuple(records[after:until])
        return Page(part, Version(part[-1].n if part else len(records)))

    def _stream(self, match: str, viewer: str) -> tuple[Heard, ...]:
        mine = [
            (record, notice)
            for record in self._records(match)
            for notice in record.notices
            if holds(notice.audience, viewer)
        ]
        return tuple(
            Heard(at, record.n, record.time_ms, notice) for at, (record, notice) in enumerate(mine, 1)
        )
