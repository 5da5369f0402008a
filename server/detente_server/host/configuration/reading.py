"""A configuration file into choices, or everything that is wrong with it.

Owns: `read`, the sentences with the file and line in front, what only matters when a server starts (`notes`).
Does not know: which keys there are (`keys`), what may stand behind one (`kinds`), what any choice does.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from attrs import Factory, define, evolve, frozen

from detente_server.host.config import BadConfig, Config
from detente_server.host.configuration.keys import Section, sections
from detente_server.packs.locate import Path as KeyPath
from detente_server.packs.locate import Places, scan

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)")


@frozen
class Read:
    """What a file says."""

    config: Config
    chosen: frozenset[tuple[str, str]]
    """(section, key) of what stands in the file."""
    notes: tuple[str, ...]
    """What a server could not start with here, though it may be right where the server runs: a sentence each."""


@define
class _Reader:
    where: str
    folder: Path
    places: Places
    problems: list[tuple[int, str]] = Factory(list)
    notes: list[tuple[int, str]] = Factory(list)
    chosen: set[tuple[str, str]] = Factory(set)

    def section(self, section: Section, said: Mapping[str, Any]) -> dict[str, Any]:
        """The good ones of these keys; of the others a sentence each."""
        good: dict[str, Any] = {}
        for name, value in said.items():
            path: KeyPath = (section.name, name) if section.name else (name,)
            full = ".".join(map(str, path))
            key = section.keys.get(name)
            if key is None:
                what = "table" if isinstance(value, Mapping) and not section.name else "key"
                self._bad(path, f"unknown {what} {_plain(full)}; {_hint(name, section, what)}")
            elif wrong := key.kind.problem(value, self.folder):
                self._bad(path, f"{full} {wrong}.")
            else:
                self.chosen.add((section.name, name))
                good[name] = key.kind.taken(value, self.folder)
                if note := key.kind.note(value, self.folder):
                    self.notes.append((self._line(path), f"{full} {note}."))
        return good

    def no_table(self, name: str) -> None:
        self._bad((name,), f"{name} must be a table, [{name}].")

    def objections(self, section: Section, value: Any) -> None:
        """What the section itself objects to: keys that do not go together."""
        for name, sentence in value.objections() if hasattr(value, "objections") else ():
            path: KeyPath = (section.name, name) if section.name else (name,)
            self._bad(path, sentence)

    def lacks(self, section: Section, value: Any) -> None:
        """What a server could not start with: the section itself looks, once each of its keys is right."""
        if not self.notes and hasattr(value, "notes"):
            for name, sentence in value.notes():
                self.notes.append((self._line((section.name, name)), sentence))

    def _bad(self, path: KeyPath, sentence: str) -> None:
        self.problems.append((self._line(path), sentence))

    def _line(self, path: KeyPath) -> int:
        return self.places.key(path)[0]

    def said(self, found: list[tuple[int, str]]) -> list[str]:
        """The sentences with file and line in front, in the order of the lines."""
        return [f"{self.where}:{line}: {sentence}" for line, sentence in sorted(found)]


def nothing_chosen(base: Config) -> Read:
    """What there is without a file."""
    return Read(base, frozenset(), ())


def to_serve(path: Path | None, base: Config) -> Config:
    """The choices for a server that starts now, with a file or without; `BadConfig` where it could not."""
    if path is None:
        return base
    found = read(path, base)
    if found.notes:
        raise BadConfig(list(found.notes))
    return found.config


def read(path: Path, base: Config) -> Read:
    """The choices of `base` with those of the file over them; `BadConfig` with all problems."""
    try:
        written = path.read_text(encoding="utf-8-sig")
        said = tomllib.loads(written)
    except OSError as why:
        raise BadConfig([f"{path} cannot be read: {(why.strerror or str(why)).lower()}."]) from None
    except UnicodeDecodeError:
        raise BadConfig([f"{path} cannot be read: it is no UTF-8. Save it as UTF-8."]) from None
    except RecursionError:
        raise BadConfig([f"{path} cannot be read as TOML: it is nested too deeply."]) from None
    except tomllib.TOMLDecodeError as why:
        raise BadConfig([_no_toml(path, str(why))]) from None
    return overlay(base, said, str(path), path.parent, written)


def overlay(base: Config, said: Mapping[str, Any], where: str, folder: Path, written: str = "") -> Read:
    """As `read`, from plain data."""
    reader = _Reader(where, folder, scan(written.replace("\r\n", "\n"))[0])
    tables = sections()
    top = {name: value for name, value in said.items() if not (name and name in tables)}
    changes = reader.section(tables[""], top)
    for name, section in tables.items():
        value = said.get(name, {}) if name else None
        if isinstance(value, dict):
            changes[name] = evolve(section.of(base), **reader.section(section, value))
            reader.objections(section, changes[name])
        elif name:
            reader.no_table(name)
    config = evolve(base, **changes)
    reader.objections(tables[""], config)
    if reader.problems:
        raise BadConfig(reader.said(reader.problems))
    for name, section in tables.items():
        if name:
            reader.lacks(section, section.of(config))
    return Read(config, frozenset(reader.chosen), tuple(reader.said(reader.notes)))


def _no_toml(path: Path, why: str) -> str:
    found = _AT_LINE.search(why)
    line = f":{found[1]}" if found else ""
    return f"{path}{line}: this is no TOML: {_AT_LINE.sub('', why)}."


def _hint(name: str, section: Section, what: str) -> str:
    """What the host may have meant."""
    if f"{name}_env" in section.keys:
        return f"a secret never stands in the file: {name}_env names the environment variable that holds it."
    other = next((one for one in sections().values() if name in one.keys), None)
    if other is not None:
        place = f"under [{other.name}]" if other.name else "at the top, before the first table"
        return f"it belongs {place}."
    named = [one for one in sections() if one]
    near = get_close_matches(name, section.keys, n=1) if what == "key" else []
    if near:
        return f"did you mean {near[0]}?"
    tables = get_close_matches(name, named, n=1) if not section.name else []
    if tables:
        return f"did you mean the table [{tables[0]}]?"
    if what == "table":
        return f"there are: {', '.join(sorted(named))}."
    return f"there are: {', '.join(sorted(section.keys))}."


def _plain(text: str) -> str:
    return text if text.isprintable() else ascii(text)
