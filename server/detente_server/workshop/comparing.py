"""What changed between two packs, or two versions of one, in words.

Owns: the sentences of `detente-pack diff`. Does not know: where the packs come from.

The compiled tables are walked together; things with an id are matched by it, so that what merely moved is not told as
a change of everything after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from detente_server.packs.loader import LoadedPack
from detente_server.rules.pack import Condition
from detente_wire.terms import Choice

Path = tuple[str, ...]
_LONG = 70


def changes(old: LoadedPack, new: LoadedPack) -> Iterator[str]:
    """Every change, a line each; none: the packs are the same."""
    if old.digest == new.digest:
        return
    yield from _between(_plain(old.pack), _plain(new.pack), ())
    yield from _public(old, new)
    yield from _texts(old.texts, new.texts)
    yield from _trials(old, new)


def _plain(value: Any) -> Any:
    """Compiled values as mappings; what has an id stands under it."""
    if isinstance(value, Condition):
        return value.source
    if isinstance(value, Choice):
        return f"{value.issue}: {value.option}"
    if attrs.has(type(value)):
        kept = [a.name for a in attrs.fields(type(value)) if a.init]
        return {name: _plain(getattr(value, name)) for name in kept}
    if isinstance(value, Mapping):
        return {_key(key): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    if isinstance(value, tuple):
        return _listed(value)
    return value


def _key(key: Any) -> str:
    return " toward ".join(key) if isinstance(key, tuple) else str(key)


def _listed(value: tuple[Any, ...]) -> Any:
    if value and all(hasattr(one, "id") for one in value):
        return {one.id: _plain(one) for one in value}
    if value and all(attrs.has(type(one)) and not isinstance(one, Choice) for one in value):
        return {f"number {n}": _plain(one) for n, one in enumerate(value, 1)}
    return ", ".join(str(_plain(one)) for one in value)


def _between(old: Any, new: Any, path: Path) -> Iterator[str]:
    if isinstance(old, dict) or isinstance(new, dict):
        before, after = (one if isinstance(one, dict) else {} for one in (old, new))
        for key in [*before, *(key for key in after if key not in before)]:
            if key not in after:
                yield f"{_said((*path, key))}: gone"
            elif key not in before:
                yield f"{_said((*path, key))}: new{_value(after[key])}"
            else:
                yield from _between(before[key], after[key], (*path, key))
    elif old != new:
        yield f"{_said(path)}: {_short(old)} is now {_short(new)}"


def _said(path: Path) -> str:
    return " ".join(part for part in path if part not in ("nations", "issues", "options", "media"))


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return f", {value['title']!r}" if isinstance(value.get("title"), str) else ""
    return f", {_short(value)}"


def _short(value: Any) -> str:
    text = "none" if value is None or value == "" else str(value)
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


_PUBLIC = ("era", "licence", "authors", "languages")


def _public(old: LoadedPack, new: LoadedPack) -> Iterator[str]:
    """What is printed of a pack and read by no rule."""
    for name in _PUBLIC:
        yield from _between(_joined(old.public[name]), _joined(new.public[name]), (name,))
    for rows in ("nations", "issues"):
        before, after = ({row["id"]: row["description"] for row in one.public[rows]} for one in (old, new))
        for id in before.keys() & after.keys():
            if before[id] != after[id]:
                yield f"{id} description: rewritten"


def _joined(value: Any) -> Any:
    return ", ".join(value) if isinstance(value, list) else value


def _texts(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for id in sorted({*old, *new}):
        if id not in new:
            yield f"text {id}: gone"
        elif id not in old:
            yield f"text {id}: new, {len(new[id].split())} words"
        elif old[id] != new[id]:
            yield f"text {id}: rewritten, {len(old[id].split())} words before, {len(new[id].split())} now"


def _trials(old: LoadedPack, new: LoadedPack) -> Iterator[str]:
    before, after = ([one.title for one in pack.trials] for pack in (old, new))
    yield from (f"trial {title!r}: gone" for title in before if title not in after)
    yield from (f"trial {title!r}: new" for title in after if title not in before)
