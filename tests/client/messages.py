"""The messages of the code: what `tr`, `trn` and `trc` are given, and what is told to translators beside it.

Owns: finding them, inside f-strings too, where Babel's own reader does not look; what is wrong with one.
Does not know: the catalogue, the lists whose words are messages too.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

CLIENT = Path(__file__).parents[2] / "client" / "detente_client"
SAYS = {"tr": (0, 1), "trn": (0, 2), "trc": (1, 1)}
"""Functions, with the place of their first message and how many they are given."""
_TELLS = "# Translators: "
_JOINT = re.compile(r"\A[\s,;.):]|[\s,(]\Z")
_PATTERN = re.compile(r"\{[a-z]+\}\W{1,2}\{[a-z]+\}(\W{1,2}\{[a-z]+\})?")
"""A pattern of values alone (``{hour}:{minute}``)."""


@frozen
class Message:
    """One message where it stands."""

    place: str
    texts: tuple[str, ...]
    context: str
    note: str
    """For translators; empty: nothing."""


def messages() -> Iterator[Message]:
    """All of the client's code."""
    for path in sorted(CLIENT.rglob("*.py")):
        yield from messages_in(path.read_text(encoding="utf-8"), str(path.relative_to(CLIENT)))


def messages_in(source: str, name: str) -> Iterator[Message]:
    """Those of one module; a note stands in the comment right above the call."""
    rows = source.split("\n")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS:
            first, many = SAYS[node.func.id]
            texts = [_text(one) for one in node.args[: first + many]]
            if len(texts) == first + many and None not in texts:
                said = tuple(text for text in texts if text is not None)
                context = said[0] if first else ""
                yield Message(f"{name}:{node.lineno}", said[first:], context, _note(rows, node.lineno))


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _note(rows: list[str], line: int) -> str:
    """The comment above, which may go over several lines."""
    told: list[str] = []
    for row in reversed(rows[: line - 1]):
        if not row.strip().startswith("#"):
            return ""
        told.insert(0, row.strip().removeprefix("# "))
        if row.strip().startswith(_TELLS):
            return " ".join(told).removeprefix("Translators: ")
    return ""


def wrong(message: Message) -> str:
    """What a translator could not mend in it; empty: nothing."""
    for text in message.texts:
        if _JOINT.search(text) and not _PATTERN.fullmatch(text):
            return f"{message.place}: {text!r} begins or ends where another piece is to be put"
    return ""


def glued(source: str, name: str) -> Iterator[str]:
    """Where the words of a message are put together with other words: their order is not the translator's then."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            sides = ((node.left, node.right), (node.right, node.left))
            if any(_is_said(one) and _is_words(other) for one, other in sides):
                yield f"{name}:{node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.JoinedStr) and any(_is_said(one) for one in _filled(node)):
            between = "".join(_text(one) or "" for one in node.values)
            if re.search(r"[^\W\d_]{2,}", between):
                yield f"{name}:{node.lineno}: {ast.unparse(node)}"


def _filled(node: ast.JoinedStr) -> Iterator[ast.expr]:
    for one in node.values:
        if isinstance(one, ast.FormattedValue):
            yield one.value


def _is_said(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS


def _is_words(node: ast.expr) -> bool:
    """Another message, or a literal with a letter in it."""
    text = _text(node)
    return _is_said(node) or (text is not None and re.search(r"[^\W\d_]", text) is not None)
