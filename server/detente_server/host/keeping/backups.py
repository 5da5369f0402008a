"""Backups: a consistent copy of everything, verified before anybody relies on it, and the way back.

Owns: what *verified* means, the sentences for hosts.
Does not know: which program asks, whether a server runs.
"""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from attrs import frozen

from detente_server.host.playing.recording import from_store
from detente_server.match.hashes import NO_CHAIN
from detente_server.match.writing import record_chain
from detente_server.store import Refusal, Store, StoreError
from detente_server.store.copies import Copy, put_in_place
from detente_server.store.folder import DATABASE


class CannotKeep(Exception):
    """It was not done; the message is a sentence for the host, with the next step."""


@frozen
class Verified:
    """What is in a backup, all of it whole."""

    file: Path
    bytes: int
    matches: int
    records: int


def back_up(store: Store, file: Path) -> Verified:
    """Copy everything that is committed to a new file while the store goes on, and verify the copy."""
    try:
        store.backup(file)
    except StoreError as problem:
        raise CannotKeep(f"No backup was made: {problem}. Choose another file.") from None
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise CannotKeep(f"No backup was made: {file} cannot be written: {why}.") from None
    except Exception as problem:  # what SQLite says of a full disk or a damaged file
        raise CannotKeep(f"No backup was made: {problem}.") from None
    try:
        return verified(file)
    except CannotKeep:
        file.unlink(missing_ok=True)
        raise


def verified(file: Path) -> Verified:
    """Look through a whole backup: SQLite finds it whole, and every chain of every match holds."""
    try:
        copy = Copy(file)
    except Refusal as problem:
        raise CannotKeep(f"This is no backup: {problem}.") from None
    with closing(copy):
        faults = copy.faults()
        if faults:
            raise CannotKeep(f"{file} is damaged: {faults[0]}. Take another backup.")
        matches, records = copy.matches(), 0
        for match in matches:
            records += _chained(copy, file, match)
    return Verified(file, file.stat().st_size, len(matches), records)


def _chained(copy: Copy, file: Path, match: str) -> int:
    """How many records a match has; all of them as they were written."""
    before, n = NO_CHAIN, 0
    for n, record in enumerate(copy.records(match), 1):
        before = record_chain(before, from_store(record))
        if record.n != n or before != record.chain:
            raise CannotKeep(
                f"{file} is damaged: record {record.n} of match {match} is not what was written. Take another backup."
            )
    return n


def restore(file: Path, folder: Path, *, replace: bool) -> tuple[Verified, Path | None]:
    """Make a backup the database of a folder; what is in it, and where an old database went.

    Whoever played since the backup hears everything again from the beginning: the lineage changes.
    """
    found = verified(file)
    if (folder / DATABASE).exists() and not replace:
        raise CannotKeep(
            f"The data folder {folder} has a database already. Name another folder, or restore with --replace: "
            "the old one is kept beside."
        )
    aside = f"before-{datetime.now(UTC):%Y%m%d-%H%M%S}" if replace else ""
    try:
        return found, put_in_place(file, folder, aside)
    except Refusal as problem:
        raise CannotKeep(f"Nothing was restored: {problem}.") from None
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise CannotKeep(f"Nothing was restored: {folder} cannot be written: {why}.") from None
