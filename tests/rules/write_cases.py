"""Writes docs/reference/cases.md, the list of all numbered cases: `python -m tests.rules.write_cases`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "cases"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "cases.md"

HEAD = """# Cases

Every numbered case of the rules: what is GIVEN, the ACTS in order, and what THEN holds. The cases themselves stand in
`tests/rules/cases/`, in [a notation](trials.md) that a player can read and another implementation
can run; `make test ARGS='tests/rules/test_cases.py -k 4.12'` runs one. This page is made from them by
`python -m tests.rules.write_cases`. The rules are on [their own page](rules.md).
"""


def page() -> str:
    """The page as it should be."""
    tables = [(path, tomllib.loads(path.read_text(encoding="utf-8"))["case"]) for path in _in_order()]
    count = sum(len(cases) for _, cases in tables)
    lines = [HEAD, f"There are {count}.", ""]
    for path, cases in tables:
        lines += _table(path, cases)
    return "\n".join(lines)


def _in_order() -> list[Path]:
    """The files by section of the rules, then by name."""
    return sorted(CASES.glob("*.toml"), key=lambda path: (int(path.stem.split("-")[0]), path.stem))


def _table(path: Path, cases: list[Mapping[str, Any]]) -> Iterator[str]:
    section, _, topic = path.stem.partition("-")
    yield f"## {section}: {topic.replace('-', ' ')}"
    yield ""
    yield "| case | rule | shows |"
    yield "| --- | --- | --- |"
    for case in cases:
        yield f"| {case['id']} | {_cell(case['rule'])} | {_cell(case['title'])} |"
    yield ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE}")


if __name__ == "__main__":
    main()
