"""The one connection that writes and checkpoints, and the one transaction that takes all that is queued.

Owns the order of a commit: begin, write, COMMIT, answer, news, checkpoint. Nobody hears of a write before
it is durable. Owns what happens when the disk fails: before COMMIT nothing was applied (ReadOnly); at
COMMIT nobody can say (Unknown); either way the store writes no more until a probe succeeds, and never again
in this process after a failed fsync (the kernel may have dropped the pages: only reading the file anew
tells the truth). Knows nothing of threads: `step` is called by whoever drives it.
"""

from __future__ import annotations

import os
import queue
import sqlite3
from collections.abc import Callable
from typing import Any, Final

from attrs import frozen

from detente_server.store.documents import LINEAGE, Documents, Leases
from detente_server.store.ledger import Ledger
from detente_server.store.news import News, call_safely
from detente_server.store.records import Change, Misuse, ReadOnly, Unknown, Version
from detente_server.store.works import (
    Append,
    Claim,
    Delete,
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

CHECKPOINT_BYTES: Final = 4 << 20
"""Payload after which the WAL is copied into the database (the WAL holds about four times as much by
then)."""
RESERVE_BYTES: Final = 64 << 10
"""Of disk that a probe must find free; it stays free in the database for the next appends."""
FOREVER: Final = frozenset({1034, 1290, 11, 26})
"""SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC, SQLITE_CORRUPT, SQLITE_NOTADB: no probe mends these."""


def no_fault(point: str) -> None:
    """Where a test would strike; nothing happens."""


@frozen
class Hooks:
    """What the store needs of its environment."""

    fault: Callable[[str], None] = no_fault
    """Called at the named points: `store:before-write`, `store:after-write`, `store:before-commit`,
    `store:after-commit`, `store:checkpoint`, `store:recovery`."""
    random_bytes: Callable[[int], bytes] = os.urandom


@frozen
class Ticket:
    """A work that waits, and who hears of it."""

    work: Work[Any]
    done: Callable[[Any], None]


@frozen
class _Stop(Work[None]):
    """The last work: whoever drives the writer ends."""


@frozen
class DiskTrouble:
    """Why the store does not write."""

    reason: str
    forever: bool
    """Whether only a new process may write again."""


class Writer:
    """Performs works in the order submitted, each group in one transaction."""

    def __init__(self, connection: sqlite3.Connection, hooks: Hooks, news: News) -> None:
        self._db = connection
        self._hooks = hooks
        self._news = news
        self._queue: queue.SimpleQueue[Ticket] = queue.SimpleQueue()
        self._ledger = Ledger(connection)
        self._documents = Documents(connection)
        self._leases = Leases(self._documents)
        self._erased = False
        self._fresh: list[tuple[dict[str, Version], list[Change]]] = []
        self.after_group: Callable[[], None] = lambda: None
        self.trouble: DiskTrouble | None = None

    def submit(self, work: Work[Any], done: Callable[[Any], None]) -> None:
        """Queue a work."""
        self._queue.put(Ticket(work, done))

    def submit_stop(self) -> None:
        """Queue the end."""
        self._queue.put(Ticket(_Stop(), lambda outcome: None))

    def step(self) -> bool:
        """Wait for a work, then perform it with all that are queued; False when the end was among them."""
        tickets = [self._queue.get()]
        while True:
            try:
                tickets.append(self._queue.get_nowait())
            except queue.Empty:
                break
        going = not isinstance(tickets[-1].work, _Stop)
        self._perform(tickets if going else tickets[:-1])
        return going

    def close(self) -> None:
        """A last checkpoint, then the connection."""
        try:
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error:
            pass  # All of it is in the WAL, where the next start finds it.
        finally:
            self._db.close()

    def _perform(self, tickets: list[Ticket]) -> None:
        outcomes = self._transact(tickets) if tickets else []
        self._answer(tickets, outcomes)
        if self._ledger.bytes_written >= CHECKPOINT_BYTES or self._erased:
            self._checkpoint()

    def _answer(self, tickets: list[Ticket], outcomes: list[Any]) -> None:
        """Answers first, then the news."""
        for ticket, outcome in zip(tickets, outcomes, strict=True):
            call_safely(ticket.done, outcome)
        news, self._fresh = self._fresh, []
        for appended, changes in news:
            self._news.tell(appended.items(), changes)
        call_safely(self.after_group)

    def _transact(self, tickets: list[Ticket]) -> list[Any]:
        """One transaction for all; when one of them cannot be written, each in its own."""
        if self.trouble is not None:
            return [self._while_read_only(ticket.work) for ticket in tickets]
        try:
            outcomes = self._write(tickets)
        except Exception as error:
            self._rollback()
            if is_disk_trouble(error):
                self._stop_writing(error)
                return [ReadOnly(str(error))] * len(tickets)
            if len(tickets) == 1:
                return [_mistake(error)]
            return [outcome for ticket in tickets for outcome in self._transact([ticket])]
        return outcomes if self._commit(tickets, outcomes) else [Unknown(self._reason())] * len(tickets)

    def _write(self, tickets: list[Ticket]) -> list[Any]:
        fault = self._hooks.fault
        self._db.execute("BEGIN IMMEDIATE")
        fault("store:before-write")
        outcomes: list[Any] = []
        for ticket in tickets:
            try:
                outcomes.append(self._apply(ticket.work))
            except Misuse as mistake:  # Raised before anything was taken: the others go on.
                outcomes.append(mistake)
        self._ledger.flush()
        fault("store:after-write")
        return outcomes

    def _commit(self, tickets: list[Ticket], outcomes: list[Any]) -> bool:
        try:
            self._hooks.fault("store:before-commit")
            self._db.execute("COMMIT")
            self._hooks.fault("store:after-commit")
        except Exception as error:
            self._rollback()
            self._stop_writing(error)
            return False
        self._note(tickets, outcomes)
        return True

    def _note(self, tickets: list[Ticket], outcomes: list[Any]) -> None:
        """Keep the news of a commit until the answers are out."""
        changes, self._documents.changes = self._documents.changes, []
        appended: dict[str, Version] = {}
        for ticket, outcome in zip(tickets, outcomes, strict=True):
            if isinstance(ticket.work, Append) and isinstance(outcome, int):
                appended[ticket.work.match] = Version(outcome)
        self._fresh.append((appended, changes))

    def _apply(self, work: Work[Any]) -> Any:
        match work:
            case Append():
                return self._ledger.append(work)
            case Put():
                return self._documents.put(work)
            case Delete():
                return self._documents.delete(work)
            case PutSnapshot():
                serial = self._ledger.serial(work.match)
                return self._documents.put_snapshot(work, serial)
            case PutPack():
                return self._documents.put_pack(work)
            case EraseText():
                return self._erase(work)
            case Claim():
                return self._leases.claim(work)
            case Renew():
                return self._leases.renew(work)
            case Release():
                return self._leases.release(work)
            case RenewLineage():
                return self.new_lineage()
            case Probe():
                return True
            case _:
                raise Misuse(f"{work!r} is no work of this store")

    def new_lineage(self) -> str:
        """Draw a lineage, inside a transaction."""
        lineage = self._hooks.random_bytes(10).hex()
        self._documents.put_value(LINEAGE, lineage.encode())
        return lineage

    def _erase(self, work: EraseText) -> int:
        self._ledger.flush()
        erased = self._db.execute(
            "UPDATE texts SET text = NULL, salt = NULL WHERE ref = ? AND text IS NOT NULL AND record IN "
            "(SELECT record FROM records JOIN matches USING (serial) WHERE match = ?)",
            (work.ref, work.match),
        ).rowcount
        self._erased = True
        return erased

    def _checkpoint(self) -> None:
        """Copy the WAL into the database; after an erasure until no copy of the words is left in the WAL."""
        try:
            self._hooks.fault("store:checkpoint")
            busy = self._truncate() if self._erased else self._checkpoint_passively()
        except Exception as error:
            self._stop_writing(error)
            return
        self._ledger.bytes_written = 0
        self._erased = self._erased and busy

    def _checkpoint_passively(self) -> bool:
        return bool(self._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[0])

    def _truncate(self) -> bool:
        """Empty the WAL unless somebody reads an old state of it just now; whether somebody did."""
        self._db.execute("PRAGMA busy_timeout = 50")
        try:
            return bool(self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
        finally:
            self._db.execute("PRAGMA busy_timeout = 5000")

    def _while_read_only(self, work: Work[Any]) -> Any:
        if isinstance(work, Probe):
            return self._probe()
        return ReadOnly(self._reason())

    def _probe(self) -> bool:
        if self.trouble is None or self.trouble.forever:
            return self.trouble is None
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._hooks.fault("store:before-write")
            self._db.execute("INSERT INTO meta VALUES ('probe', zeroblob(?))", (RESERVE_BYTES,))
            self._db.execute("DELETE FROM meta WHERE name = 'probe'")
            self._hooks.fault("store:before-commit")
            self._db.execute("COMMIT")
        except Exception as error:
            self._rollback()
            self._stop_writing(error)
            return False
        self.trouble = None
        return True

    def _rollback(self) -> None:
        self._ledger.forget()
        self._documents.forget()
        self._leases.forget()
        if self._db.in_transaction:
            try:
                self._db.execute("ROLLBACK")
            except sqlite3.Error as error:
                self._stop_writing(error)

    def _stop_writing(self, error: Exception) -> None:
        if self.trouble is None or not self.trouble.forever:
            forever = getattr(error, "sqlite_errorcode", 0) in FOREVER
            self.trouble = DiskTrouble(f"{type(error).__name__}: {error}", forever)

    def _reason(self) -> str:
        return self.trouble.reason if self.trouble else ""


def is_disk_trouble(error: Exception) -> bool:
    """Whether nobody's work is at fault but the disk (or whoever else has the file)."""
    if isinstance(error, sqlite3.IntegrityError | sqlite3.DataError | sqlite3.ProgrammingError):
        return False
    return isinstance(error, sqlite3.DatabaseError | OSError)


def _mistake(error: Exception) -> Misuse:
    return Misuse(f"this cannot be written ({type(error).__name__}: {error})")
