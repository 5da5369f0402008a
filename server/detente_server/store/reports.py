"""What a host asks of the database: who can read what is packed.

Owns the read-only connection for reports and its two extra views. `record_json` and `document_json` show
payloads as JSON through a function `detente_json`; they are temporary views of this connection, not part of
the file: a stored view with a function of ours would fail in every other tool (and is refused under
`trusted_schema = OFF`), while the tables and the stored view `log` read the same in sqlite3, the
sqlite-utils command and Datasette. Nothing is kept twice.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import msgpack
from sqlite_utils import Database

from detente_server.store.connections import READER, connect, settle
from detente_server.store.folder import DATABASE
from detente_server.store.schema import check_ours

VIEWS: Final = (
    "CREATE TEMP VIEW record_json AS SELECT match, n, turn, kind, audiences, time_ms, "
    "detente_json(facts) AS facts, detente_json(notices) AS notices, "
    "detente_json(receipts) AS receipts, hex(chain) AS chain "
    "FROM matches JOIN records USING (serial)",
    "CREATE TEMP VIEW document_json AS SELECT kind, key, version, due_ms, detente_json(body) AS body "
    "FROM documents",
)
SUMMARY: Final = (
    "SELECT match, count(*) AS records, max(turn) AS turn, max(time_ms) AS last_time_ms, "
    "sum(length(facts) + length(notices) + length(receipts)) AS bytes "
    "FROM matches JOIN records USING (serial) GROUP BY match ORDER BY last_time_ms DESC"
)
DEPTH: Final = 12
"""Of nesting shown; what lies deeper is cut."""


def open_reports(folder: Path) -> Database:
    """The database of a data folder, for reading only, beside a running server or without one."""
    connection = connect(folder / DATABASE, "rw")
    check_ours(connection)
    settle(connection, {**READER, "query_only": 0})
    connection.create_function("detente_json", 1, detente_json, deterministic=True)
    for view in VIEWS:
        connection.execute(view)
    connection.execute("PRAGMA query_only = 1")
    return Database(connection, execute_plugins=False)


def summary(database: Database) -> list[dict[str, Any]]:
    """One row a match: how many records, which turn, when last, how large."""
    return list(database.query(SUMMARY))


def detente_json(payload: bytes | None) -> str | None:
    """A msgpack payload as JSON (bytes as hex, packed bytes within it unfolded); None for what is not
    msgpack."""
    if payload is None:
        return None
    try:
        return json.dumps(_plain(msgpack.unpackb(payload, strict_map_key=False), DEPTH))
    except (ValueError, msgpack.UnpackException):
        return None


def _plain(value: Any, depth: int) -> Any:
    if depth == 0:
        return "..."
    if isinstance(value, bytes):
        return _unfolded(value, depth)
    if isinstance(value, dict):
        return {str(_plain(key, depth - 1)): _plain(x, depth - 1) for key, x in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(x, depth - 1) for x in value]
    return value if isinstance(value, str | int | float | bool | None) else repr(value)


def _unfolded(value: bytes, depth: int) -> Any:
    """A notice's body is msgpack inside msgpack; anything that is no map or list there is shown as hex."""
    try:
        inner = msgpack.unpackb(value, strict_map_key=False)
    except (ValueError, msgpack.UnpackException):
        return value.hex()
    return _plain(inner, depth - 1) if isinstance(inner, dict | list) else value.hex()
