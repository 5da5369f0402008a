"""The schemas as files, where an editor finds them.

Owns: their names, and what `detente-pack schema` prints. Does not know: what is in a schema (`packs.schema`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from detente_server.packs.languages import TAG
from detente_server.packs.problems import did_you_mean
from detente_server.packs.schema import FILES, WORDS, schema

_LANGUAGE = re.compile(rf"\.{TAG}$")
"""``nations.de`` is asked for as a file of that name would be."""


class NoSchema(Exception):
    """There is none of that name, or it cannot be written; the message is a sentence for the user."""


def text(name: str) -> str:
    """One schema as a JSON text."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def write(folder: Path) -> list[Path]:
    """Every schema into this folder, as ``<name>.json``; those that stand there are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in (*FILES, *WORDS):
        path = folder / f"{name}.json"
        path.write_text(text(name), encoding="utf-8")
        written.append(path)
    return written


def given(file: str | None, output: Path | None) -> Iterator[str]:
    """What the command prints: one schema, or where all of them were written."""
    name = _LANGUAGE.sub("-words", (file or "").removesuffix(".toml"))
    if file is not None and name not in (*FILES, *WORDS):
        raise NoSchema(f"There is no schema {file!a}; {did_you_mean(name, (*FILES, *WORDS))}.")
    if output is not None:
        try:
            yield f"Wrote {len(write(output))} schemas into {output}."
        except OSError as problem:
            raise NoSchema(f"{output} cannot be written: {problem.strerror}.") from None
    elif file is None:
        raise NoSchema(f"Name a file ({', '.join(FILES)}), or a folder for all of them with --output.")
    else:
        yield text(name).rstrip()
