"""Which classes a stored value is made of, and what each looks like.

Owns: `classes_of` and `shape`, read from the classes themselves.
Does not know: what they mean. Snapshots are discarded when a shape has changed; a test holds every stored kind to the
shape of its version.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import attrs


def classes_of(*roots: type) -> tuple[type, ...]:
    """The classes of attrs that the roots are made of, themselves included, in the order in which they are met."""
    found: dict[type, None] = {}
    waiting = list(roots)
    while waiting:
        cls = waiting.pop(0)
        if cls not in found:
            found[cls] = None
            attrs.resolve_types(cls)
            waiting += [one for a in attrs.fields(cls) if a.init for one in _classes_in(a.type)]
    return tuple(found)


def _classes_in(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type) and attrs.has(annotation):
        yield annotation
    for inner in get_args(annotation):
        yield from _classes_in(inner)


def shape(cls: type) -> dict[str, list[str]]:
    """Name -> type and default of each stored field, as they are written in the code."""
    written = cls.__annotations__
    return {a.name: [str(written[a.name]), _default(a.default)] for a in attrs.fields(cls) if a.init}


def _default(default: Any) -> str:
    if default is attrs.NOTHING:
        return "none"
    return repr(default.factory()) if isinstance(default, attrs.Factory) else repr(default)  # type: ignore[arg-type]
