"""Where in a TOML file a key and its value stand: tomllib gives values without positions.

Owns: a linear scanner that maps key paths to offsets, and the guard on nesting that tomllib lacks.
Does not know: what keys mean, whether the file is right TOML (tomllib says that; a scan may give up early).
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right

from attrs import Factory, define

Path = tuple[str | int, ...]
"""Keys and list positions, e.g. ``("issue", 0, "option", 2, "clause", "actor")``."""

MAX_DEPTH = 8
"""Parts of a dotted key, and values within values."""

_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\n]+|#[^\n]*)*+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_REST = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_SCALAR = re.compile(r"[^\s,\]}#]+(?: [0-9][0-9:.Zz+-]*)?")
_STRINGS = tuple(
    (mark, re.compile(body, re.DOTALL))
    for mark, body in (
        ('"""', r'"""(?:\\.|[^\\])*?"{3,5}'),
        ("'''", r"'''.*?'{3,5}"),
        ('"', r'"(?:\\[^\n]|[^"\\\n])*"'),
        ("'", r"'[^'\n]*'"),
    )
)


class TooDeep(Exception):
    """Nested deeper than `MAX_DEPTH`, at this offset."""

    def __init__(self, at: int) -> None:
        self.at = at


class Lost(Exception):
    """The scanner met what it cannot read, at this offset."""

    def __init__(self, at: int) -> None:
        self.at = at


@define
class Places:
    """Offsets of keys and values by path, and the arithmetic from offsets to lines and columns."""

    text: str
    keys: dict[Path, int] = Factory(dict)
    values: dict[Path, int] = Factory(dict)
    _starts: list[int] = Factory(list)

    def line_column(self, offset: int) -> tuple[int, int]:
        """Both from 1."""
        if not self._starts:
            self._starts = [0, *(m.end() for m in re.finditer("\n", self.text))]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def key(self, path: Path) -> tuple[int, int]:
        """Where the key stands; for what is not written, the nearest table around it."""
        return self._near(path, self.keys)

    def value(self, path: Path) -> tuple[int, int]:
        """Where the value begins; for what is not written, the nearest key or table around it."""
        if path in self.values:
            return self.line_column(self.values[path])
        return self.key(path)

    def _near(self, path: Path, among: dict[Path, int]) -> tuple[int, int]:
        while path and path not in among:
            path = path[:-1]
        return self.line_column(among[path]) if path else (1, 1)

    def inside(self, path: Path, index: int) -> tuple[int, int]:
        """Where the character `index` of a string value stands."""
        if path not in self.values:
            return self.key(path)
        at = self.values[path]
        mark = next((mark for mark, _ in _STRINGS if self.text.startswith(mark, at)), "")
        at += len(mark)
        if len(mark) == 3 and self.text.startswith("\n", at):
            at += 1
        for _ in range(index):
            at += _written_length(self.text, at) if '"' in mark else 1
        return self.line_column(min(at, len(self.text)))


def _written_length(text: str, at: int) -> int:
    """How many characters of source one character of a basic string takes."""
    if not text.startswith("\\", at):
        return 1
    return {"u": 6, "U": 10}.get(text[at + 1 : at + 2], 2)


def scan(text: str) -> tuple[Places, TooDeep | Lost | None]:
    """Positions of everything in the text up to its end, or up to where the scan gave up, with the reason."""
    scanner = _Scanner(text)
    try:
        scanner.document()
    except (TooDeep, Lost) as reason:
        return scanner.places, reason
    return scanner.places, None


def _unquoted(key: str, at: int) -> str:
    """A quoted key as tomllib reads it."""
    try:
        return str(tomllib.loads(f"key = {key}")["key"])
    except tomllib.TOMLDecodeError as error:
        raise Lost(at) from error


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places = Places(text)
        self.counts: dict[Path, int] = {}
        """Tables seen so far in each array of tables."""

    def document(self) -> None:
        table: Path = ()
        while self.skip(_BLANK) < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table, 0)
            self.match(_REST)

    def skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if not found:
            raise Lost(self.at)
        self.at = found.end()
        return found[0]

    def expect(self, sign: str) -> None:
        if not self.text.startswith(sign, self.at):
            raise Lost(self.at)
        self.at += len(sign)

    def header(self) -> Path:
        """``[a.b]`` or ``[[a.b]]``: the path of the table that follows."""
        start = self.at
        double = self.text.startswith("[[", self.at)
        self.at += 2 if double else 1
        parts = self.key_parts()
        self.expect("]]" if double else "]")
        path: Path = ()
        for n, (part, _) in enumerate(parts):
            path += (part,)
            if double and n == len(parts) - 1:
                self.counts[path] = self.counts.get(path, 0) + 1
            self.places.keys.setdefault(path, start)
            path += (self.counts[path] - 1,) if path in self.counts else ()
        self.places.keys.setdefault(path, start)
        return path

    def key_parts(self) -> list[tuple[str, int]]:
        """The parts of a dotted key, each with its offset."""
        parts: list[tuple[str, int]] = []
        while not parts or self.text.startswith(".", self.at):
            self.at += 1 if parts else 0
            self.skip(_SPACE)
            at = self.at
            parts.append((self.key_part(), at))
            self.skip(_SPACE)
            if len(parts) > MAX_DEPTH:
                raise TooDeep(at)
        return parts

    def key_part(self) -> str:
        for mark, pattern in _STRINGS[2:]:
            if self.text.startswith(mark, self.at):
                return _unquoted(self.match(pattern), self.at)
        return self.match(_BARE_KEY)

    def pair(self, table: Path, depth: int) -> None:
        """``key = value`` under the table."""
        path = table
        for part, at in self.key_parts():
            path += (part,)
            self.places.keys.setdefault(path, at)
        self.expect("=")
        self.skip(_SPACE)
        self.value(path, depth)

    def value(self, path: Path, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise TooDeep(self.at)
        self.places.values.setdefault(path, self.at)
        for mark, pattern in _STRINGS:
            if self.text.startswith(mark, self.at):
                self.match(pattern)
                return
        if self.text.startswith("[", self.at):
            self.array(path, depth + 1)
        elif self.text.startswith("{", self.at):
            self.inline_table(path, depth + 1)
        else:
            self.match(_SCALAR)

    def array(self, path: Path, depth: int) -> None:
        self.at += 1
        count = 0
        while self.skip(_BLANK) < len(self.text) and self.text[self.at] != "]":
            self.places.keys.setdefault((*path, count), self.at)
            self.value((*path, count), depth)
            count += 1
            self.skip(_BLANK)
            if not self.text.startswith(",", self.at):
                break
            self.at += 1
        self.expect("]")

    def inline_table(self, path: Path, depth: int) -> None:
        self.at += 1
        self.skip(_SPACE)
        while not self.text.startswith("}", self.at):
            self.skip(_SPACE)
            self.pair(path, depth)
            self.skip(_SPACE)
            if not self.text.startswith(",", self.at):
                break
            self.at += 1
        self.expect("}")
