"""The tables, and the numbered steps that lead to them.

Owns the schema. Every step runs in one transaction and is noted in `_sqlite_migrations` (sqlite-utils); a
database that knows a step we do not is newer than this program and is refused. Steps are never edited once
released.

Why the tables look like this (measured, SQLite 3.40, CPU per record with one receipt, one text, groups of
50): most of the cost is the pages a record dirties, so rows lie in the order of commits (`record` rises by
one) and only one narrow index is scattered: `(serial, n)`. A match is an integer `serial` there: text ids
cost 2 us more, foreign keys on these tables 3 us, a unique index on record ids 3 us (an append that is
repeated is recognised by its numbers instead), an index of command ids 8 us (a receipt is looked for in its
match's records instead, which nobody does while the match is loaded), clustering by match 13-16 us, a random
index on text references 12 us. `marks` carries every 64th record's tally of notices by name, so that a place
in a viewer's stream is found by bisection and no row per notice and viewer is ever written.
"""

from __future__ import annotations

import sqlite3
from typing import Final, cast

from sqlite_utils import Database, Migrations
from sqlite_utils.db import Table

from detente_server.store.records import Refusal

APPLICATION_ID: Final = 0x44C3A974
"""Marks the file as ours (`file` and `PRAGMA application_id` show it)."""
MARK_EVERY: Final = 64
"""Records of a match between two marks. Never changed: a mark is looked up by the multiples of this."""

steps = Migrations("detente")

LOG: Final = """
CREATE TABLE matches (serial INTEGER PRIMARY KEY, match TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE records (
    record INTEGER PRIMARY KEY,
    serial INTEGER NOT NULL,
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    turn INTEGER NOT NULL,
    time_ms INTEGER NOT NULL,
    audiences TEXT NOT NULL,
    facts BLOB NOT NULL,
    chain BLOB NOT NULL,
    notices BLOB NOT NULL,
    receipts BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX records_by_match ON records (serial, n);
CREATE TABLE texts (
    record INTEGER NOT NULL,
    place INTEGER NOT NULL,
    ref TEXT NOT NULL,
    salt BLOB,
    text TEXT,
    PRIMARY KEY (record, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE marks (
    serial INTEGER NOT NULL,
    n INTEGER NOT NULL,
    tally TEXT NOT NULL,
    PRIMARY KEY (serial, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE snapshots (
    serial INTEGER PRIMARY KEY,
    n INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
"""

FINAL: Final = """
CREATE TRIGGER records_are_not_rewritten BEFORE UPDATE ON records
    BEGIN SELECT RAISE(ABORT, 'a record is final'); END;
CREATE TRIGGER records_are_not_deleted BEFORE DELETE ON records
    BEGIN SELECT RAISE(ABORT, 'a record is final'); END;
"""

LOG_VIEW: Final = """
SELECT match, n, turn, kind, audiences,
       strftime('%Y-%m-%dT%H:%M:%fZ', time_ms / 1000.0, 'unixepoch') AS time,
       length(facts) AS facts_bytes, length(notices) AS notices_bytes, record
FROM matches JOIN records USING (serial)
"""


@steps()
def step_01_log(db: Database) -> None:
    """Matches, records, texts, marks, snapshots."""
    run_script(db.conn, LOG)


@steps()
def step_02_documents(db: Database) -> None:
    """Documents with a due time, packs by digest, terms, and the store's own values."""
    documents = cast(Table, db["documents"])
    documents.create(
        {"kind": str, "key": str, "version": int, "due_ms": int, "body": bytes},
        pk=("kind", "key"),
        not_null={"kind", "key", "version", "body"},
        strict=True,
    )
    documents.create_index(["kind", "due_ms"], index_name="documents_by_due")
    for name, columns, key in (
        ("packs", {"digest": str, "body": bytes}, "digest"),
        ("terms", {"match": str, "term": int}, "match"),
        ("meta", {"name": str, "value": bytes}, "name"),
    ):
        cast(Table, db[name]).create(columns, pk=key, not_null=set(columns), strict=True)


@steps()
def step_03_reports(db: Database) -> None:
    """The log as a host reads it, and the database's own word that a record is final."""
    db.create_view("log", LOG_VIEW)
    run_script(db.conn, FINAL)


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run statements one by one inside the open transaction (`executescript` would commit it)."""
    statement = ""
    for part in script.split(";"):
        statement += part + ";"
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def check_ours(connection: sqlite3.Connection) -> None:
    """Refusal for a database of somebody else's or of a newer version."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if tables and application != APPLICATION_ID:
        raise Refusal("the file detente.db in this data folder is not a Détente database")
    known = {step.name for step in steps.pending(Database(memory=True, execute_plugins=False))}
    applied = steps.applied(Database(connection, execute_plugins=False))
    unknown = [step.name for step in applied if step.name not in known]
    if unknown:
        raise Refusal(
            f"this database was written by a newer version of Détente (step {unknown[0]!r} is unknown here): "
            "update the server, or restore a backup made by this version"
        )


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database that is ours to the newest step."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    steps.apply(Database(connection, execute_plugins=False))
