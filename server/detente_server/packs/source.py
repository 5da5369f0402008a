"""One TOML file of a pack: its bytes as a checked tree of plain values, with the position of everything.

Owns: decoding, the guard before tomllib, its syntax errors as problems.
Does not know: which keys there are.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from attrs import frozen

from detente_server.packs.locate import Lost, Path, Places, TooDeep, scan
from detente_server.packs.problems import Problems
from detente_server.packs.prose import forbidden

_AT = re.compile(r"\(at line (\d+), column (\d+)\)$")


@frozen
class Source:
    """A TOML file that could be read."""

    file: str
    data: dict[str, Any]
    places: Places
    problems: Problems

    def add_key(self, path: Path, code: str, message: str, hint: str = "") -> None:
        """A problem at a key."""
        self.problems.add(self.file, self.places.key(path), code, message, hint)

    def add_value(self, path: Path, code: str, message: str, hint: str = "") -> None:
        """A problem at a value."""
        self.problems.add(self.file, self.places.value(path), code, message, hint)

    def add_inside(self, path: Path, index: int, code: str, message: str, hint: str = "") -> None:
        """A problem at a character of a string value."""
        self.problems.add(self.file, self.places.inside(path, index), code, message, hint)


def decode(file: str, data: bytes, problems: Problems, allowed: str = "\n") -> str | None:
    """The file's text with plain line ends, or None and its problems noted."""
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.add(file, (line, 1), "not-utf8", "the file is not UTF-8", "save it as UTF-8 without BOM")
        return None
    places = Places(text)
    faults = list(zip(range(20), forbidden(text, allowed=allowed)))
    for _, (index, name) in faults:
        where = places.line_column(index)
        problems.add(file, where, "text-control", f"{name} is not allowed", "delete it; use spaces for tabs")
    return None if faults else text


def parse(file: str, data: bytes, problems: Problems) -> Source | None:
    """The TOML file, or None and its problems noted."""
    text = decode(file, data, problems, allowed="\n\t")
    if text is None:
        return None
    places, reason = scan(text)
    if isinstance(reason, TooDeep):
        hint = "a pack needs no more than eight levels"
        problems.add(file, places.line_column(reason.at), "toml-depth", "nested too deep", hint)
        return None
    # Where the scan gave up, tomllib is shown no more than that: nothing unguarded reaches it.
    shown = text[: reason.at + 80] if reason else text
    try:
        tree = tomllib.loads(shown)
    except (ValueError, RecursionError) as error:
        _syntax(file, str(error), places, reason, problems)
        return None
    if reason:
        _syntax(file, "this cannot be read", places, reason, problems)
        return None
    return Source(file, tree, places, problems)


def _syntax(file: str, message: str, places: Places, reason: Lost | None, problems: Problems) -> None:
    found = _AT.search(message)
    at = reason.at if reason else len(places.text)
    where = (int(found[1]), int(found[2])) if found else places.line_column(at)
    message = message.split(" (at ")[0].replace("\n", " ")
    hint = "text needs quotes, a table header brackets, and every line one `key = value`"
    problems.add(file, where, "toml-syntax", message[:1].lower() + message[1:160], hint)
