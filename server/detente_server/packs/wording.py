"""How much of a pack a language says: what of the originals' words its files have, and what they lack.

Owns: `Wording`, counting.
Does not know: whether the words are right; laying them over the originals (`languages`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from detente_server.packs import format as files
from detente_server.packs.languages import is_id, is_words, parted, table_of
from detente_server.packs.structure import keys_of


@frozen
class Wording:
    """A language of a pack, counted in words of tables and in texts."""

    said: int
    """Of those that the originals have."""
    all: int
    missing: tuple[str, ...]
    """Where each of the others stands: ``nations.de.toml: nation bel title``."""


def wordings(raw: Mapping[str, bytes]) -> dict[str, Wording]:
    """Every language of a pack without problems but that of the originals."""
    originals, spoken = parted(raw)
    wanted = {(file, *place) for file in originals for place in _places(file, originals[file])}
    found = {}
    for language, files_said in spoken.items():
        has = {(file, *place) for file, data in files_said.files.items() for place in _places(file, data)}
        missing = sorted(wanted - has)
        lacks = tuple(f"{files_said.file(file)}: {' '.join(place)}".rstrip(": ") for file, *place in missing)
        found[language] = Wording(len(wanted & has), len(wanted), lacks)
    return found


def _places(file: str, data: bytes) -> Iterator[tuple[str, ...]]:
    """Where words stand in a file: keys, and ids of tables."""
    if file in files.FILES:
        yield from _in_table(files.FILES[file], tomllib.loads(data.decode("utf-8")), ())
    elif file.endswith(".md"):
        yield ()


def _in_table(kind: type, table: Mapping[str, Any], place: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for key, (_, annotation) in keys_of(kind).items():
        inner, value = table_of(annotation), table.get(key)
        if not value or is_id(annotation):
            continue
        if inner is not None:
            rows = value if isinstance(value, list) else [value]
            for row in rows:
                yield from _in_table(inner, row, (*place, key, *([str(row["id"])] if "id" in row else [])))
        elif is_words(annotation):
            yield (*place, key)
