"""The file of the settings: read leniently with all that is wrong in it, written anew with a comment for each row.

Owns: `load`, `keep`, where the file lies.
Does not know: what a setting means.

A setting that is wrong in the file has its usual value, and the client goes on: nobody is kept from a game by a typo.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from detente_client.figures import listing
from detente_client.folders import config_folder
from detente_client.i18n import tr
from detente_client.settings.values import Row, Settings, Unfit, rows
from detente_client.trouble import Trouble


@frozen
class Problem:
    """Something in the file that cannot be so."""

    line: int
    """From 1; 0: it is of no line."""
    problem: str
    hint: str

    def text(self, path: Path) -> str:
        """As a sentence that begins with the place."""
        place = f"{path}:{self.line}" if self.line else str(path)
        return f"{place}: {self.problem}: {self.hint}."


@frozen
class Found:
    """What the file says."""

    settings: Settings
    problems: tuple[Problem, ...] = ()


def settings_file() -> Path:
    """Where the settings lie."""
    return config_folder() / "settings.toml"


def load(path: Path | None = None) -> Found:
    """The settings, and all that is wrong in their file; the usual ones without a file."""
    path = path or settings_file()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Found(Settings())
    except (OSError, UnicodeDecodeError) as why:
        return Found(Settings(), (Problem(0, tr("it cannot be read"), _reason(why)),))
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as why:
        return Found(Settings(), (Problem(_line_of_error(str(why), text), tr("it is no TOML"), str(why)),))
    return _read(said, text)


def _read(said: dict[str, Any], text: str) -> Found:
    settings, problems = Settings(), []
    known = {row.name: row for row in rows()}
    for name, value in said.items():
        row = known.get(name)
        if row is None:
            hint = tr("there are {names}", names=listing(known))
            problems.append(Problem(_line_of(name, text), tr("there is no setting {name}", name=name), hint))
            continue
        try:
            settings = evolve(settings, **{name: row.check(value)})
        except Unfit as why:
            problem = tr("{name} cannot be so", name=name)
            problems.append(Problem(_line_of(name, text), problem, str(why)))
    return Found(settings, tuple(sorted(problems, key=lambda one: one.line)))


def _line_of(name: str, text: str) -> int:
    """The line that sets this name."""
    sets = re.compile(rf"""\s*(\[+\s*)?["']?{re.escape(name)}["']?\s*[=\].]""")
    return next((n for n, line in enumerate(text.splitlines(), 1) if sets.match(line)), 0)


def _line_of_error(problem: str, text: str) -> int:
    """Where the reader gave up; what is never closed is noticed at the end."""
    found = re.search(r"at line (\d+)", problem)
    return int(found[1]) if found else len(text.splitlines())


def _reason(why: OSError | UnicodeDecodeError) -> str:
    return (why.strerror or str(why)).lower() if isinstance(why, OSError) else tr("it is no text in UTF-8")


# -- writing -------------------------------------------------------------------------------------------------------


def keep(settings: Settings, path: Path | None = None) -> Path:
    """Write the settings; a file that could not be read is set aside first. `Trouble` if it cannot be written."""
    path = path or settings_file()
    part = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if load(path).problems:
            os.replace(path, path.with_suffix(".toml.old"))
        part.write_text("\n".join(text_of(settings)), encoding="utf-8", newline="\n")
        os.replace(part, path)
    except OSError as why:
        problem = tr("The settings cannot be kept in {path}: {why}.", path=path, why=_reason(why))
        raise Trouble(problem, tr("Make the folder writable.")) from None
    return path


def text_of(settings: Settings) -> Iterator[str]:
    """The file's lines: each setting with its sentence; one that is as usual stands in a comment."""
    yield tr("# Détente's settings. The app changes them, or you do; `detente config` lists them.")
    for row in rows():
        value = getattr(settings, row.name)
        yield ""
        yield f"# {row.help}{_choices(row)}"
        usual = value == getattr(Settings(), row.name)
        yield f"{'# ' if usual else ''}{row.name} = {_toml(value)}"
    yield ""


def _choices(row: Row) -> str:
    return f" {tr('One of {choices}.', choices=', '.join(row.choices))}" if row.choices else ""


def _toml(value: object) -> str:
    """Strings of one line, switches and lists are written in TOML as in JSON."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
