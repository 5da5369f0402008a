"""Writes the table of numbers in docs/reference/rules.md, between its marks: `python -m tests.rules.write_numbers`."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from detente_server.rules import numbers
from detente_server.rules.numbers import PACK_MAY_SET, Numbers

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "rules.md"
BEGIN = "<!-- numbers: made by python -m tests.rules.write_numbers -->"
END = "<!-- numbers end -->"
SECTION = re.compile(r"\s+# -- (.+)")


@frozen
class Row:
    """One number of the table in the code."""

    section: str
    name: str
    meaning: str


def rows() -> list[Row]:
    """Every number in the order of the code, with the section it stands under and the string below it."""
    source = inspect.getsource(numbers)
    (cls,) = (node for node in ast.parse(source).body if isinstance(node, ast.ClassDef))
    headings = {
        number: mark[1] for number, line in enumerate(source.splitlines(), 1) if (mark := SECTION.match(line))
    }
    found: list[Row] = []
    for node, after in zip(cls.body, [*cls.body[1:], None]):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            section = headings[max(line for line in headings if line < node.lineno)]
            found.append(Row(section, node.target.id, _string(after)))
    return found


def _string(node: ast.stmt | None) -> str:
    if (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ):
        return " ".join(node.value.value.split())
    return ""


def table() -> str:
    """The table as it should stand in the page."""
    return "\n".join([BEGIN, "", *_lines(), END])


def _lines() -> Iterator[str]:
    standard, section = Numbers(), ""
    for row in rows():
        if row.section != section:
            yield from [""] if section else []
            section = row.section
            yield from (f"### {section}", "", "| number | value | meaning |", "| --- | --- | --- |")
        value = getattr(standard, row.name)
        shown = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        meaning = row.meaning.replace("``", "`").replace("|", "\\|")
        by_pack = "A pack may set it." if row.name in PACK_MAY_SET else ""
        yield f"| `{row.name}` | {shown} | {' '.join(filter(None, (meaning, by_pack)))} |"
    yield ""


def with_table(page: str) -> str:
    """The page with the table in place of what stands between the marks."""
    before, rest = page.split(BEGIN)
    return before + table() + rest.split(END)[1]


def main() -> None:
    """Write the table into the page."""
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote the numbers into {PAGE}")


if __name__ == "__main__":
    main()
