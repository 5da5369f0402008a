"""What the client says goes through the catalogue: no literal sentence is handed to what shows or raises it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CLIENT = Path(__file__).parents[2] / "client" / "detente_client"
SHOWN = {
    *("say", "toast", "Words", "Push", "painted", "lines", "show", "Told", "Show", "Confirm"),
    *("Misunderstood", "Trouble", "UsageError", "Unfit", "AskScreen"),
}
"""Functions whose plain strings a person reads."""


def said(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Literals with a word in them that go to what shows them, past the catalogue."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in SHOWN:
            for given in (
                *node.args,
                *(word.value for word in node.keywords if word.arg in ("hint", "text")),
            ):
                yield from _literals(given)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _literals(node: ast.expr) -> Iterator[tuple[int, str]]:
    """The literals that are shown as they are: in tuples, lists, choices and f-strings too; not in calls."""
    match node:
        case ast.Constant(value=str() as text) if _is_prose(text):
            yield node.lineno, text
        case ast.JoinedStr():
            text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
            if _is_prose(text):
                yield node.lineno, text
        case ast.Tuple() | ast.List():
            for one in node.elts:
                yield from _literals(one)
        case ast.IfExp():
            yield from _literals(node.body)
            yield from _literals(node.orelse)
        case ast.BinOp():
            yield from _literals(node.left)
            yield from _literals(node.right)
        case ast.Starred():
            yield from _literals(node.value)


def _is_prose(text: str) -> bool:
    """Whether it reads as words: two of them, or one that begins large. A style or an id does not."""
    if text in NAMES:
        return False
    words = [word for word in text.split() if any(sign.isalpha() for sign in word)]
    plain = all(word.startswith(("$", "#", "/", "-")) or word in _STYLES for word in words)
    return not plain and (len(words) > 1 or (bool(words) and words[0][:1].isupper() and words[0].isalpha()))


NAMES = {"Détente", "D É T E N T E"}
"""The game's name is the same in every language."""
_STYLES = {"bold", "dim", "italic", "reverse", "underline", "on", "not"}


@pytest.mark.parametrize("path", sorted(CLIENT.rglob("*.py")), ids=lambda path: str(path.relative_to(CLIENT)))
def test_no_sentence_is_said_past_the_catalogue(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [f"{line}: {text}" for line, text in said(tree)] == []


@pytest.mark.parametrize(
    "line",
    [
        'self.say("The clock stands.")',
        'raise Misunderstood(f"{word} is no number.")',
        'yield Words("Offers", id="offers")',
        'self.say(*(["Nothing waits."] if calm else [tr("Wait.")]))',
        'painted(("The end", "bold"), "!")',
    ],
)
def test_a_planted_sentence_is_found(line: str) -> None:
    body = line if not line.startswith("yield") else f"def f():\n    {line}"
    assert list(said(ast.parse(body)))


@pytest.mark.parametrize(
    "line", ['painted((title, "bold $named"))', 'say(tr("The end."))', 'Words("", id="x")']
)
def test_what_is_no_sentence_is_not(line: str) -> None:
    assert not list(said(ast.parse(line)))


def misplaced(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Catalogue sentences where a program reads and no person: in comparisons, paths, patterns."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare():
                read = [node.left, *node.comparators]
            case ast.BinOp(op=ast.Div()):
                read = [node.left, node.right]
            case ast.Call() if _name(node.func) in READ:
                read = node.args[:1]
            case _:
                continue
        yield from (
            (one.lineno, ast.unparse(one))
            for one in read
            if isinstance(one, ast.Call) and _name(one.func) == "tr"
        )


READ = {
    "compile",
    "fullmatch",
    "startswith",
    "endswith",
    "glob",
    "parse_and_bind",
    "query_one",
    "media",
    "get",
}
"""Functions that read their first argument as a program does."""


@pytest.mark.parametrize("path", sorted(CLIENT.rglob("*.py")), ids=lambda path: str(path.relative_to(CLIENT)))
def test_no_program_reads_the_catalogue(path: Path) -> None:
    assert list(misplaced(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "line",
    [
        'x / tr("{id}.json", id=1)',
        'tr("sign:{ref}", ref=1) in sealed',
        're.compile(tr("a+"))',
    ],
)
def test_a_misplaced_sentence_is_found(line: str) -> None:
    assert list(misplaced(ast.parse(line)))
