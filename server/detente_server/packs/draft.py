"""A pack while it is being checked: what could be read of it, and where everything stands.

Owns: the shared state of the checks. Does not know: any single check.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import attrs

from detente_server.packs import format as files
from detente_server.packs.problems import Problems
from detente_server.packs.source import Source
from detente_server.packs.structure import Reader
from detente_server.rules.conditions import Ids

Table = TypeVar("Table")


@attrs.define
class Draft:
    """What the checks look at. A file that could not be read is not in `tables`."""

    problems: Problems
    reader: Reader
    sources: Mapping[str, Source]
    tables: Mapping[type, Any]
    raw: Mapping[str, bytes]
    """Every file of the pack, TOML and others."""
    folder: str | None
    """The folder's name, which the pack's id must be; None: no folder."""

    def get(self, kind: type[Table]) -> Table | None:
        """The file read as this class, as far as it could be."""
        return self.tables.get(kind)

    def clean(self, *tables: object) -> bool:
        """These tables were read, and nothing in them was left out or names an unknown id."""
        return all(table is not None and self._clean(table) for table in tables)

    def _clean(self, table: object) -> bool:
        source, path = self.reader.place(table)
        return self.reader.clean(source.file, path)

    def add(self, table: object, key: str, code: str, message: str, hint: str = "") -> None:
        """A problem at a key of a table; dots lead deeper; the table itself if the key is empty."""
        source, path = self.reader.place(table)
        source.add_key(self.path(path, key), code, message, hint)

    def path(self, path: tuple[str | int, ...], key: str) -> tuple[str | int, ...]:
        """The path of a dotted key under a table's path."""
        steps = [int(step) if step.isdecimal() else step for step in key.split(".") if step]
        return (*path, *steps)

    def ids(self) -> Ids:
        """The ids declared in the pack, for conditions."""
        issues: dict[str, set[str]] = {}
        for seen in self.reader.declared:
            if seen.kind == "issue":
                issues.setdefault(seen.id, set())
            elif seen.kind == "option":
                issues.setdefault(seen.issue, set()).add(seen.id)
        return Ids(
            nations=self._declared("nation"),
            issues={issue: frozenset(options) for issue, options in issues.items()},
            injects=self._declared("inject"),
        )

    def _declared(self, kind: str) -> frozenset[str]:
        return frozenset(seen.id for seen in self.reader.declared if seen.kind == kind)

    def last_turn(self) -> int | None:
        """The last turn that the talks can have, if pack.toml says so."""
        pack = self.get(files.PackFile)
        return pack.deadline_turn + pack.grace_turns if pack else None
