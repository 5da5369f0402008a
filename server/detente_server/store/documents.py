"""Documents, packs, snapshots, terms and the store's own values, on the writer's connection.

Owns every write that is not a record. All run inside a transaction that somebody else begins and ends,
through sqlite-utils: they are rare (an account, a lobby row, a match's next deadline at a turn's end), so
clarity wins. Versions of documents come from one counter that never falls, removals included: a name that
was deleted and made again cannot be mistaken for the old one.
"""

from __future__ import annotations

import sqlite3
from typing import Any, Final, cast

from sqlite_utils import Database
from sqlite_utils.db import Table

from detente_server.store.records import ABSENT, ANY, Change, Document, Held, Lease, Misuse, Stale, Version
from detente_server.store.works import Claim, Delete, Put, PutPack, PutSnapshot, Release, Renew

COUNTER: Final = "document_version"
LINEAGE: Final = "lineage"
RESTORED: Final = "restored"
"""Set in a backup: whoever opens it as a server's database begins a new lineage."""


def stored_value(db: sqlite3.Connection, name: str) -> bytes | None:
    """One of the store's own values."""
    row = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return bytes(row[0]) if row else None


class Documents:
    """Writes documents; notes what changed for whoever watches."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._database = Database(connection, execute_plugins=False)
        self._db = connection
        self.changes: list[Change] = []
        """Of this transaction, in order; emptied by whoever commits it."""

    def forget(self) -> None:
        """The transaction was rolled back."""
        self.changes = []

    def put(self, work: Put) -> Version | Stale:
        """Write one document under a new version."""
        present = self._version(work.kind, work.key)
        if work.expected not in (ANY, present):
            return Stale(present)
        version = self._next_version()
        document = Document(work.kind, work.key, version, work.body, work.due_ms)
        self._table("documents").upsert(
            {
                "kind": work.kind,
                "key": work.key,
                "version": version,
                "due_ms": work.due_ms,
                "body": work.body,
            },
            pk=("kind", "key"),
        )
        self.changes.append(Change(work.kind, work.key, version, document))
        return version

    def delete(self, work: Delete) -> Version | Stale:
        """Remove one document."""
        present = self._version(work.kind, work.key)
        if work.expected not in (ANY, present):
            return Stale(present)
        if present == ABSENT:
            return ABSENT
        version = self._next_version()
        self._table("documents").delete((work.kind, work.key))
        self.changes.append(Change(work.kind, work.key, version, None))
        return version

    def put_pack(self, work: PutPack) -> None:
        """Keep a pack once."""
        self._table("packs").insert(
            {"digest": work.digest.hex(), "body": work.body}, pk="digest", ignore=True
        )

    def put_snapshot(self, work: PutSnapshot, serial: int | None) -> None:
        """Keep one state a match; of a match with records."""
        if serial is None:
            raise Misuse(f"a snapshot of {work.match!r}, which has no record")
        self._table("snapshots").upsert(
            {"serial": serial, "n": work.n, "version": work.version, "body": work.body}, pk="serial"
        )

    def term(self, match: str) -> int:
        """The last term granted; 0 before the first."""
        row = self._db.execute("SELECT term FROM terms WHERE match = ?", (match,)).fetchone()
        return int(row[0]) if row else 0

    def put_term(self, match: str, term: int) -> None:
        """Note that a term was granted."""
        self._table("terms").upsert({"match": match, "term": term}, pk="match")

    def put_value(self, name: str, value: bytes | None) -> None:
        """Set or (None) remove one of the store's own values."""
        if value is None:
            self._db.execute("DELETE FROM meta WHERE name = ?", (name,))
        else:
            self._table("meta").upsert({"name": name, "value": value}, pk="name")

    def _version(self, kind: str, key: str) -> Version:
        row = self._db.execute(
            "SELECT version FROM documents WHERE kind = ? AND key = ?", (kind, key)
        ).fetchone()
        return Version(row[0]) if row else ABSENT

    def _next_version(self) -> Version:
        version = int.from_bytes(stored_value(self._db, COUNTER) or b"", "big") + 1
        self.put_value(COUNTER, version.to_bytes(8, "big"))
        return Version(version)

    def _table(self, name: str) -> Table:
        return cast(Table, self._database[name])


class Leases:
    """Who should own which match: terms are durable, the time they run is not.

    One process owns the database, so after a restart nobody holds a lease and the next claim is granted at
    once. A lease is renewed by its term alone: one that was forgotten here (after a rollback) is known
    again by its renewal.
    """

    def __init__(self, terms: Any) -> None:
        """`terms` answers `term(match)` and takes `put_term(match, term)`."""
        self._terms = terms
        self._leases: dict[str, Lease] = {}

    def forget(self) -> None:
        """The transaction was rolled back."""
        self._leases.clear()

    def claim(self, work: Claim) -> Lease | Held:
        """Grant a new term, unless another owner's lease runs."""
        held = self._leases.get(work.match)
        if held is not None and held.owner != work.owner and held.until_ms > work.now_ms:
            return Held(held)
        term = self._terms.term(work.match) + 1
        self._terms.put_term(work.match, term)
        lease = Lease(work.match, work.owner, term, work.now_ms + work.ttl_ms)
        self._leases[work.match] = lease
        return lease

    def renew(self, work: Renew) -> Lease | Held:
        """Prolong the lease whose term is the last one granted."""
        mine, term = work.lease, self._terms.term(work.lease.match)
        if mine.term != term:
            return Held(self._leases.get(mine.match) or Lease(mine.match, "", term, work.now_ms))
        lease = Lease(mine.match, mine.owner, mine.term, work.now_ms + work.ttl_ms)
        self._leases[mine.match] = lease
        return lease

    def release(self, work: Release) -> None:
        """End the lease, if it is the last one granted."""
        held = self._leases.get(work.lease.match)
        if held is not None and held.term == work.lease.term:
            del self._leases[work.lease.match]
