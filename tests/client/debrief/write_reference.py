"""Writes docs/reference/debrief-items.md from the items: ``python -m tests.client.debrief.write_reference``."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from pathlib import Path

import attrs

from detente_client.debrief import contacts, deals, export, proposals, timeline

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "debrief-items.md"
_HEAD = """# Items of the debrief

`detente debrief ARCHIVE --json FILE.jsonl` writes what the debrief is made of, one item a line. Each line is a JSON map
whose `type` names the sort of item; fields that are at their default are left out. Ids (nations, issues, options,
media, refs) are those of the pack and of the match. A package is a map from issue to option. Points are in the order of
the seats. *Nobody named* in a list of who heard something means everybody.

The archive itself is JSON Lines too, and holds every notice with its words and its audience:
[`detente_wire/archive.py`](../../server/detente_wire/archive.py). This page is made from the classes by
`python -m tests.client.debrief.write_reference`.
"""
_PARTS = (timeline.Move, contacts.CameOut, proposals.ClauseKept, deals.Swap)


def page() -> str:
    """The whole page."""
    parts = [_HEAD, *[_entry(item, f"`{_kind(item)}`") for item in export.ITEMS]]
    parts.append("\n# Inside items\n\nThese stand inside others, without a `type`.\n")
    return "".join([*parts, *[_entry(item, item.__name__) for item in _PARTS]])


def _kind(item: type) -> str:
    return re.sub("(?<!^)([A-Z])", r"-\1", item.__name__).lower()


def _entry(item: type, title: str) -> str:
    notes = _notes(item)
    rows = [
        f"- `{f.name}`: `{item.__annotations__[f.name].replace('timeline.', '')}`{_note(notes.get(f.name, ''))}\n"
        for f in attrs.fields(item)
    ]
    return "".join([f"\n## {title}\n\n{inspect.getdoc(item)}\n\n", *rows])


def _note(text: str) -> str:
    return f". {' '.join(text.split())}" if text else ""


def _notes(item: type) -> dict[str, str]:
    """The strings that stand under fields."""
    body = ast.parse(textwrap.dedent(inspect.getsource(item))).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for node, after in zip(body.body, body.body[1:]):
        if (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            found[node.target.id] = str(after.value.value)
    return found


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
