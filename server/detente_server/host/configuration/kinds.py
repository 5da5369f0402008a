"""What may stand behind a key of the configuration.

Owns: the kinds of values, what is wrong with one, how it is taken and written; and the fields that hold them
(`whole`, `text`, `path` …).
Does not know: which keys there are; files and their lines.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from attrs import field, frozen

from detente_server.host.sockets.limiting import networks

KIND = "kind"
MOST = 1_000_000_000
PRIVATE = stat.S_IRWXG | stat.S_IRWXO
MASK = "***"


@frozen
class Kind(ABC):
    """A kind of values."""

    @abstractmethod
    def problem(self, value: object, folder: Path) -> str:
        """What is wrong with the value, as the end of a sentence that begins with the key; empty: nothing."""

    def note(self, value: Any, folder: Path) -> str:
        """What a server could not start with, but may be right elsewhere; empty: nothing."""
        return ""

    def taken(self, value: Any, folder: Path) -> Any:
        """The value as it is kept; files are those beside the configuration file."""
        return value

    def written(self, value: Any) -> str:
        """The value in TOML; empty: it cannot be written, for there is none."""
        return json.dumps(value, ensure_ascii=False)

    def shown(self, value: Any) -> str:
        """The value where a host looks: no secret in it."""
        return self.written(value)

    @property
    def bounds(self) -> str:
        """What is allowed, in a few words."""
        return ""


@frozen
class Whole(Kind):
    """A whole number."""

    least: int = 1
    most: int = MOST

    def problem(self, value: object, folder: Path) -> str:
        """See `Kind`."""
        good = type(value) is int and self.least <= value <= self.most
        return "" if good else f"must be a whole number from {self.least} to {self.most}"

    @property
    def bounds(self) -> str:
        """See `Kind`."""
        return f"{self.least} to {self.most}" if self.most < MOST else f"{self.least} or more"


@frozen
class Flag(Kind):
    """Yes or no."""

    def problem(self, value: object, folder: Path) -> str:
        """See `Kind`."""
        return "" if isinstance(value, bool) else "must be true or false"

    @property
    def bounds(self) -> str:
        """See `Kind`."""
        return "true, false"


@frozen
class Text(Kind):
    """A text; `options`: one of these."""

    empty: bool = False
    options: tuple[str, ...] = ()
    secret: bool = False
    """It is not shown."""

    def problem(self, value: object, folder: Path) -> str:
        """See `Kind`."""
        if not isinstance(value, str) or not (value or self.empty):
            return "must be a text between quotes"
        if self.options and value not in self.options:
            return f"must be one of {', '.join(map(repr, self.options))}"
        return "" if value.isprintable() else "must be one line, without control characters"

    def shown(self, value: Any) -> str:
        """See `Kind`."""
        return json.dumps(MASK) if self.secret and value else self.written(value)

    @property
    def bounds(self) -> str:
        """See `Kind`."""
        return ", ".join(self.options)


@frozen
class Zone(Text):
    """A time zone."""

    def problem(self, value: object, folder: Path) -> str:
        """See `Kind`."""
        if wrong := super().problem(value, folder):
            return wrong
        try:
            ZoneInfo(str(value))
        except (ValueError, OSError):  # unknown keys are KeyErrors too, of both sorts
            return f"names no time zone: {value!r}. Write it as 'Europe/Berlin' or 'UTC'"
        except KeyError:
            return f"names no time zone: {value!r}. Write it as 'Europe/Berlin' or 'UTC'"
        return ""


@frozen
class Texts(Kind):
    """A list of texts."""

    def problem(self, value: object, folder: Path) -> str:
        """See `Kind`."""
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            return "must be a list of texts between quotes"
        return ""

    def taken(self, value: Any, folder: Path) -> Any:
        """See `Kind`."""
        return tuple(value)

    def written(self, value: Any) -> str:
        """See `Kind`."""
        return json.dumps(list(value), ensure_ascii=False)


@frozen
class Networks(Texts):
    """A list of networks."""

    def problem(self, value: object, folder: Path) -> str:
        """See `Kind`."""
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            return "must be a list of networks between quotes"
        wrong = [one for one in value if not _is_network(one)]
        return f"names no network: {wrong[0]!r}. Write it as '10.0.0.0/8' or '10.1.2.3'" if wrong else ""


@frozen
class Files(Kind):
    """A path, or none; beside the configuration file."""

    there: bool = False
    """The file must be there and be readable."""
    private: bool = False
    """Nobody but its owner may read the file."""

    def problem(self, value: object, folder: Path) -> str:
        """See `Kind`."""
        return "" if isinstance(value, str) and value else "must be a path between quotes"

    def note(self, value: Any, folder: Path) -> str:
        """See `Kind`."""
        path = self.taken(value, folder)
        if not self.there:
            return ""
        if not path.is_file():
            return f"names a file that is not there: {path}"
        if not os.access(path, os.R_OK):
            return f"names a file that this user may not read: {path}"
        if self.private and sys.platform != "win32" and path.stat().st_mode & PRIVATE:
            return f"names a secret that others may read: chmod 600 {path}"
        return ""

    def taken(self, value: Any, folder: Path) -> Any:
        """See `Kind`."""
        return (folder / Path(value).expanduser()).resolve()

    def written(self, value: Any) -> str:
        """See `Kind`."""
        return "" if value is None else json.dumps(str(value), ensure_ascii=False)


@frozen
class Variable(Kind):
    """The name of an environment variable that holds a secret, or none; the secret itself is never in a file."""

    def problem(self, value: object, folder: Path) -> str:
        """See `Kind`."""
        good = isinstance(value, str) and (
            not value or (value.replace("_", "a").isalnum() and value.isascii())
        )
        return "" if good else "must name an environment variable, such as 'DETENTE_SMTP_PASSWORD'"

    def note(self, value: Any, folder: Path) -> str:
        """See `Kind`."""
        return (
            f"names an environment variable that is not set: {value}"
            if value and not os.environ.get(value)
            else ""
        )


def secret(variable: str) -> str:
    """The secret that the environment variable holds; empty: there is none."""
    return os.environ.get(variable, "") if variable else ""


def _is_network(name: str) -> bool:
    try:
        networks([name])
    except ValueError:
        return False
    return True


def kind_of(attribute: Any) -> Kind:
    """What may stand behind a field of a section: what it says itself, else what follows from its default."""
    said = attribute.metadata.get(KIND)
    if said is not None:
        return said  # type: ignore[no-any-return]
    default = attribute.default
    if isinstance(default, bool):
        return Flag()
    if isinstance(default, int):
        return Whole()
    if isinstance(default, tuple):
        return Texts()
    return Files() if default is None else Text()


# -- fields --------------------------------------------------------------------------------------------------------


def whole(default: int, least: int = 1, most: int = MOST) -> Any:
    """A whole number between bounds."""
    return field(default=default, metadata={KIND: Whole(least, most)})


def text(default: str = "", *, options: tuple[str, ...] = (), secret: bool = False) -> Any:
    """A text, which may be empty if it is by default; `secret`: it is never shown."""
    return field(default=default, metadata={KIND: Text(not default, options, secret)})


def zone(default: str = "UTC") -> Any:
    """A time zone."""
    return field(default=default, metadata={KIND: Zone()})


def networks_field(default: tuple[str, ...] = ()) -> Any:
    """A list of networks."""
    return field(default=default, metadata={KIND: Networks()})


def path(*, there: bool = False, private: bool = False) -> Any:
    """A path, or None; `there`: of a file that must be there; `private`: that nobody else may read."""
    return field(default=None, metadata={KIND: Files(there, private)})


def variable(default: str = "") -> Any:
    """The name of an environment variable with a secret; the key ends in ``_env``."""
    return field(default=default, metadata={KIND: Variable()})
