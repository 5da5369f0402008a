"""What a host asks of the database in SQL, as lines.

Owns: how rows are printed, the sentences for what cannot be asked.
Does not know: which views there are (`store.reports`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente_server.host.console.orders import table
from detente_server.host.keeping.backups import CannotKeep
from detente_server.store import StoreError
from detente_server.store.folder import DATABASE
from detente_server.store.reports import SUMMARY, open_reports
from detente_wire.gate import one_line

WIDEST = 100
"""Characters of a cell that are printed; in JSON there are all."""


def rows(folder: Path, sql: str | None, *, as_json: bool) -> Iterator[str]:
    """The rows of a query, or a row for each match; raises `CannotKeep`."""
    if not (folder / DATABASE).exists():
        raise CannotKeep(f"There is no database in {folder}. Name the server's data folder with --data.")
    try:
        database = open_reports(folder)
        found: list[dict[str, Any]] = list(database.query(sql or SUMMARY))
    except (sqlite3.Error, StoreError, OSError, ValueError) as problem:
        raise CannotKeep(f"This cannot be asked: {problem}.") from None
    if as_json:
        yield from (json.dumps(row, default=_hex) for row in found)
    elif found:
        cells: list[tuple[object, ...]] = [tuple(_cell(value) for value in row.values()) for row in found]
        yield from table(tuple(map(one_line, found[0])), cells)
    else:
        yield "No rows."


def _hex(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _cell(value: object) -> str:
    text = one_line(_hex(value) if value is not None else "")
    return text if len(text) <= WIDEST else text[: WIDEST - 3] + "..."
