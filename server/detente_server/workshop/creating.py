"""A new pack: a playable skeleton under its own name.

Owns: what is copied, and what becomes of id and title in it. Does not know: what is in the skeleton.
"""

from __future__ import annotations

import re
from pathlib import Path

from detente_server.packs import format as files
from detente_server.workshop import schemas

SKELETON = Path(__file__).parent / "skeleton"
ID, TITLE = "my-crisis", "My Crisis"
"""What the skeleton calls itself."""
SCHEMAS = ".schema"
"""Beside the pack's files, passed over by whoever reads the pack."""
_ID = re.compile(r"[a-z][a-z0-9-]{1,31}")


class CannotCreate(Exception):
    """The pack cannot be made; the message is a sentence for the user."""


def create(id: str, title: str | None, folder: Path) -> Path:
    """A folder `id` under `folder`, with a pack that is well, and the schemas for an editor; its path."""
    if not _ID.fullmatch(id):
        raise CannotCreate(f"{id!a} is no id: 2 to 32 small letters, digits and hyphens, a letter first.")
    named = title if title is not None else id.replace("-", " ").capitalize()
    if not named.strip() or len(named) > 80 or not named.isprintable():
        raise CannotCreate(f"{named!a} is no title: one line of at most 80 characters.")
    path = folder / id
    if path.exists():
        raise CannotCreate(f"{path} is there already. Choose another id, or another folder with --in.")
    try:
        _copy(path, {f'id = "{ID}"': f'id = "{id}"', f'title = "{TITLE}"': f"title = {_quoted(named)}"})
        schemas.write(path / SCHEMAS)
    except OSError as problem:
        raise CannotCreate(f"{path} cannot be written: {problem.strerror}.") from None
    return path


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _copy(path: Path, names: dict[str, str]) -> None:
    for source in sorted(SKELETON.rglob("*")):
        inside = source.relative_to(SKELETON)
        if not source.is_file():
            continue
        text = source.read_text(encoding="utf-8")
        if inside.as_posix() == "pack.toml":
            for old, new in names.items():
                text = text.replace(old, new, 1)
        (path / inside).parent.mkdir(parents=True, exist_ok=True)
        (path / inside).write_text(_schema_line(inside) + text, encoding="utf-8")


def _schema_line(inside: Path) -> str:
    """By this first line Even Better TOML, and whatever else is built on Taplo, finds the schema."""
    if inside.as_posix() in files.FILES:
        return f"#:schema {SCHEMAS}/{inside.stem}.json\n"
    return f"#:schema ../{SCHEMAS}/trials.json\n" if inside.suffix == ".toml" else ""
