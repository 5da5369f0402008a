"""The shape of every stored kind, by version: `python -m tests.match.shapes` writes down those that are new.

A kind's shape is that of its class and of all classes in it: fields, types, defaults. What was stored in a version is
read for ever, so its shape never changes: whoever changes a class raises the version of every kind that it is in and
adds an upcaster. Unions and words may grow.

Before the first release nothing is stored for ever: `python -m tests.match.shapes --unreleased` writes all down anew.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import attrs

from detente_server.match.records import ALL_KINDS
from detente_server.match.shapes import classes_of, shape

FILE = Path(__file__).parent / "shapes.json"
Shape = dict[str, dict[str, list[Any]]]
"""Class -> field -> [type, default, what a union or a choice of words in it may be]."""


def shape_of(cls: type) -> Shape:
    """The shape of a stored class: its own first."""
    return {
        one.__name__: {
            name: [*written, sorted(choices(attrs.fields_dict(one)[name].type))]
            for name, written in shape(one).items()
        }
        for one in classes_of(cls)
    }


def choices(annotation: Any) -> set[str]:
    """Words and classes that may stand in a field."""
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    if isinstance(annotation, type) and attrs.has(annotation):
        return {annotation.__name__}
    return set().union(*map(choices, get_args(annotation)))


def current() -> dict[str, tuple[int, Shape]]:
    """Family and kind -> version and shape, today."""
    return {
        f"{kinds.family} {kind}": (kinds.versions[kind], shape_of(cls))
        for kinds in ALL_KINDS
        for kind, cls in kinds.classes.items()
    }


def written() -> dict[str, dict[str, Shape]]:
    """Family and kind -> version -> shape, as written down."""
    data = json.loads(FILE.read_text())
    known: dict[str, list[dict[str, list[Any]]]] = data["classes"]
    return {
        kind: {v: {cls: known[cls][n] for cls, n in holds.items()} for v, holds in versions.items()}
        for kind, versions in data["kinds"].items()
    }


def write(kinds: dict[str, dict[str, Shape]]) -> None:
    """Write down shapes: every class once in each shape that it has had, and which kinds held it so."""
    known: dict[str, list[dict[str, list[Any]]]] = {}
    held = {
        kind: {v: {cls: _place(known.setdefault(cls, []), fields) for cls, fields in one.items()}
               for v, one in versions.items()}
        for kind, versions in kinds.items()
    }  # fmt: skip
    parts = [f'"{name}": {{\n{_lines(part)}\n}}' for name, part in (("classes", known), ("kinds", held))]
    FILE.write_text("{\n" + ",\n".join(parts) + "\n}\n")


def _place(shapes: list[dict[str, list[Any]]], fields: dict[str, list[Any]]) -> int:
    if fields not in shapes:
        shapes.append(fields)
    return shapes.index(fields)


def _lines(part: Mapping[str, object]) -> str:
    return ",\n".join(f" {json.dumps(name)}: {json.dumps(part[name])}" for name in sorted(part))


def differences(then: Shape, now: Shape) -> Iterator[str]:
    """What of a shape has changed; what has only grown has not."""
    for name, fields in then.items():
        if name not in now:
            yield f"{name} is gone"
            continue
        for field in sorted(fields.keys() | now[name].keys()):
            yield from _field_differences(f"{name}.{field}", fields.get(field), now[name].get(field))


def _field_differences(path: str, then: list[Any] | None, now: list[Any] | None) -> Iterator[str]:
    if then is None:
        yield f"{path} is new"
    elif now is None:
        yield f"{path} is gone"
    elif _of(then) != _of(now) or then[1] != now[1]:
        yield f"{path} was {then[0]} = {then[1]} and is {now[0]} = {now[1]}"
    elif lost := set(then[2]) - set(now[2]):
        yield f"{path} may no longer be {', '.join(sorted(lost))}"


def _of(field: list[Any]) -> str:
    """The type as written; a choice of words by its name alone, as it may grow."""
    text = str(field[0])
    return text.split("[")[0] if text.startswith("Literal[") else text


def released() -> bool:
    """Whether logs are kept for ever already."""
    saves = FILE.parent.parent.glob("saves/golden-*/expected.json")
    return any(json.loads(save.read_text())["released"] for save in saves)


def main(unreleased: bool) -> None:
    """Write down the shapes of versions that are new; of all, before the first release."""
    if unreleased and released():
        sys.exit("There was a release: raise the version of what has changed, and add an upcaster.")
    known = {} if unreleased else written()
    for kind, (version, now) in current().items():
        known.setdefault(kind, {}).setdefault(str(version), now)
    write(known)
    print(f"{len(known)} kinds in {FILE.name}")


if __name__ == "__main__":
    main("--unreleased" in sys.argv[1:])
