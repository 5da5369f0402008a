"""Text comes to the app's screen by one way alone, so that nothing that anybody wrote is ever read as markup.

The same by attack, in a real terminal: tests/client/app/test_attacks.py.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

APP = Path(__file__).parents[2] / "client" / "detente_client" / "app"
KIT = "kit.py"
HOLDERS = {"ContentSwitcher"}
"""Widgets of Textual's that show no text of their own."""
DRAWERS = {"roll.py": "draws its rows itself, of paragraphs that passed `gated`"}
WRITERS = {
    "sitting.py": "prints what remains to be said once the screen is given back",
    "terminal.py": "calls the player in the terminal's own way, gated",
}
NOTIFIERS = {"app.py": "`toast`, the one way to say something in passing"}


def faults(tree: ast.AST, file: str) -> Iterator[str]:
    """What a module does past the kit."""
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str() as module, names=names) if file != KIT:
                yield from _imported(module, {name.name for name in names}, node.lineno, file)
            case ast.Call():
                yield from _called(node, file)
            case ast.Assign(targets=[ast.Attribute(attr="border_title" | "border_subtitle" | "tooltip")]):
                if _name(node.value) != "painted":
                    yield f"{node.lineno}: {ast.unparse(node.targets[0])} is not painted"


def _imported(module: str, names: set[str], line: int, file: str) -> Iterator[str]:
    if module.startswith("textual.widgets") and names - HOLDERS - _types(file):
        yield f"{line}: {', '.join(sorted(names - HOLDERS))} of Textual's own"
    if module == "rich.text" and file not in DRAWERS:
        yield f"{line}: rich's own text past `painted`"
    if module == "rich.segment" and file not in DRAWERS:
        yield f"{line}: segments are drawn by the roll alone"


def _types(file: str) -> set[str]:
    """Names that a module needs for the events of a widget of the kit."""
    return {"match/composer.py": {"TextArea"}, "palette.py": {"Input"}}.get(file, set())


def _called(node: ast.Call, file: str) -> Iterator[str]:
    name = _name(node)
    if (
        ast.unparse(node.func) in ("Content", "Content.assemble", "Content.styled")
        and file != KIT
        and not _is_constant(node)
    ):
        yield f"{node.lineno}: text past `painted`"
    if name == "from_markup":
        yield f"{node.lineno}: markup is read"
    if any(word.arg == "markup" and ast.unparse(word.value) != "False" for word in node.keywords):
        yield f"{node.lineno}: markup=True"
    if name == "notify" and file not in NOTIFIERS:
        yield f"{node.lineno}: say it with `toast`"
    if (
        name == "print" or ast.unparse(node.func).startswith(("sys.stdout", "sys.__stdout__", "os.write"))
    ) and (file not in WRITERS):
        yield f"{node.lineno}: writes past the screen"


def _is_constant(node: ast.Call) -> bool:
    return all(isinstance(one, ast.Constant) for one in node.args)


def _name(node: ast.expr) -> str:
    function = node.func if isinstance(node, ast.Call) else node
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@pytest.mark.parametrize("path", sorted(APP.rglob("*.py")), ids=lambda path: str(path.relative_to(APP)))
def test_text_is_drawn_by_the_kit(path: Path) -> None:
    file = path.relative_to(APP).as_posix()
    assert list(faults(ast.parse(path.read_text(encoding="utf-8")), file)) == []


def test_the_exceptions_are_still_there() -> None:
    assert [file for file in (*DRAWERS, *WRITERS, *NOTIFIERS) if not (APP / file).is_file()] == []


@pytest.mark.parametrize(
    "line",
    [
        "from textual.widgets import Static",
        "from rich.text import Text",
        "Content(title)",
        "Content.from_markup(title)",
        "Label(title, markup=True)",
        "self.app.notify(title)",
        "print(title)",
        "sys.stdout.write(title)",
        "self.border_title = title",
        'self.tooltip = f"{title}"',
    ],
)
def test_a_planted_fault_is_found(line: str) -> None:
    assert list(faults(ast.parse(line), "pages/planted.py"))


@pytest.mark.parametrize(
    "line", ["self.border_title = painted(title)", "self.app.toast(title)", "Words(title)"]
)
def test_the_kits_own_ways_are_none(line: str) -> None:
    assert not list(faults(ast.parse(line), "pages/planted.py"))
