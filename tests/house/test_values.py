"""That a value stays as it is: the type checker says so where the interpreter does not."""

from __future__ import annotations

from pathlib import Path

import mypy.api

_MADE = (
    "from detente_wire.terms import Choice, IssueId, OptionId\n\nmade = Choice(IssueId('a'), OptionId('b'))\n"
)


def _checked(file: Path, text: str) -> tuple[str, int]:
    file.write_text(text)
    found, trouble, status = mypy.api.run([str(file)])
    assert not trouble
    return found, status


def test_an_assignment_to_a_value_is_an_error_of_the_type_checker(tmp_path: Path) -> None:
    """Planted; without the assignment there is none."""
    found, status = _checked(tmp_path / "planted.py", _MADE + "made.issue = IssueId('c')\n")
    assert status == 1
    assert 'Property "issue" defined in "Choice" is read-only' in found
    assert _checked(tmp_path / "good.py", _MADE)[1] == 0
