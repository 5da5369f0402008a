"""Writes what pages say of packs: `python -m tests.packs.write_format`.

The tables of keys in docs/reference/pack-format.md are made from the classes; the outputs in
docs/how-to/write-a-pack.md by running its commands (`howto`).

A table stands between ``<!-- keys NationTable: begin ... -->`` and ``<!-- keys: end -->``; the prose around it is the
page's own. The meaning of a key is the sentence under its attribute in `detente_server.packs.format`.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from detente_server.packs import format as files
from detente_server.packs import marks
from detente_server.packs.meanings import about, keys, meaning
from tests.packs import howto

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "pack-format.md"
BLOCK = re.compile(r"<!-- keys (\w+): begin.*?-->\n.*?<!-- keys: end -->", re.DOTALL)
ALIASES: Mapping[Any, str] = {
    files.Id: "id",
    files.Title: "title",
    files.Line: "one line",
    files.OptionalLine: "one line",
    files.ClauseWords: "clause words",
    files.Description: "description",
    files.OptionalDescription: "description",
    files.Version: '`"1.0.0"`',
    files.Language: "language",
    files.TrialLine: "line",
}


def page(text: str) -> str:
    """The page with every table as it should be."""
    return BLOCK.sub(lambda found: block(getattr(files, found[1])), text)


def block(kind: type) -> str:
    """The marked table of one class."""
    hints = get_type_hints(kind, include_extras=True)
    lines = [
        f"<!-- keys {kind.__name__}: begin (written by tests.packs.write_format) -->",
        "| key | type | default | meaning |",
        "|---|---|---|---|",
    ]
    for key, attribute in keys(kind):
        type_, default = said(hints[attribute.name]), _default(attribute)
        what = meaning(kind, attribute.name).rstrip(".").replace("|", "\\|")
        lines.append(f"| `{key}` | {type_} | {default} | {what[:1].lower() + what[1:]} |")
    return "\n".join([*lines, "<!-- keys: end -->"])


def _default(attribute: attrs.Attribute[Any]) -> str:
    match attribute.default:
        case attrs.NOTHING:
            return "required"
        case None:
            return "none"
        case bool(value):
            return str(value).lower()
        case int(value):
            return str(value)
        case str(value):
            return f'`"{value}"`'
        case tuple(values):
            return "`[" + ", ".join(f'"{value}"' for value in values) + "]`"
        case _:
            return "empty"


def said(kind: Any) -> str:
    """An annotation in words."""
    if kind in ALIASES:
        return ALIASES[kind]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _marked(arguments[0], arguments[1:])
    if origin in (Union, types.UnionType):
        return said(arguments[0])
    if origin is Literal:
        return "word" if isinstance(arguments[0], str) else " ".join(map(str, arguments))
    if origin is tuple:
        return f"list of {_many(arguments[0])}" if arguments[-1] is ... else f"pair of {_many(arguments[0])}"
    if origin is not None and issubclass(origin, Mapping):
        return f"table {said(arguments[0])} = {said(arguments[1])}"
    if attrs.has(kind):
        return f"`{about(kind)}`" if about(kind).startswith("[[") else "table"
    return {str: "text", int: "whole number", bool: "true/false"}[kind]


def _many(kind: Any) -> str:
    one = said(kind)
    return (
        one + "s"
        if one in ("nation", "option", "word", "line", "language")
        else one.replace("pair ", "pairs ")
    )


def _marked(kind: Any, marked: Iterable[marks.Mark]) -> str:
    words = said(kind)
    for mark in marked:
        match mark:
            case marks.Range(low, high):
                words = f"{low:,}..{high:,}"
            case marks.Declares():
                words = "id"
            case marks.Refers(name):
                words = name
            case marks.Count(low, high):
                words += f", {low}" if low == high else f", {low} to {high}" if low else f", up to {high}"
            case marks.Words() | marks.Shape() | marks.Distinct():
                pass
    return words


def main() -> None:
    """Write both pages."""
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {PAGE}")
    howto.main()


if __name__ == "__main__":
    main()
