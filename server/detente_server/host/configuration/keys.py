"""The keys of a configuration: found in its classes, with the sentence under each.

Owns: `Key`, `Section`, `sections`.
Does not know: files, values that somebody chose.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from attrs import fields, frozen, has

from detente_server.host.config import FIXED, Config
from detente_server.host.configuration.kinds import Kind, kind_of


@frozen
class Key:
    """One thing that a host may choose."""

    name: str
    help: str
    """A sentence or two."""
    default: Any
    kind: Kind


@frozen
class Section:
    """The keys of one table of the file; the nameless one stands at its top."""

    name: str
    """Empty: the top."""
    help: str
    keys: Mapping[str, Key]

    def of(self, config: Config) -> Any:
        """This section of a configuration."""
        return getattr(config, self.name) if self.name else config


@cache
def sections() -> Mapping[str, Section]:
    """All sections by name, the top first."""
    top = Section("", "", _keys(Config))
    inner = [
        Section(one.name, _sentences(table.__doc__), _keys(table))
        for one in fields(Config)
        if (table := _table(one)) is not None
    ]
    return {section.name: section for section in (top, *inner)}


def _keys(cls: type[Any]) -> dict[str, Key]:
    told = docstrings(cls)
    return {
        one.name: Key(one.name, told.get(one.name, ""), one.default, kind_of(one))
        for one in fields(cls)
        if one.name not in FIXED and _table(one) is None
    }


def _table(attribute: Any) -> type[Any] | None:
    """The class of a field that is a table of its own."""
    made = getattr(attribute.default, "factory", None)
    return made if isinstance(made, type) and has(made) else None


def docstrings(cls: type[Any]) -> dict[str, str]:
    """The strings under the fields of a class, each on one line."""
    source = ast.parse(inspect.getsource(sys.modules[cls.__module__]))
    body = next(one for one in source.body if isinstance(one, ast.ClassDef) and one.name == cls.__name__).body
    found = {}
    for before, after in pairwise(body):
        if (
            isinstance(before, ast.AnnAssign)
            and isinstance(before.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            found[before.target.id] = _sentences(str(after.value.value))
    return found


def _sentences(text: str | None) -> str:
    return " ".join((text or "").replace("``", "`").split())
