"""The page of programs says what the programs say."""

from __future__ import annotations

from tests.house.write_programs import PAGE, page


def test_the_committed_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.house.write_programs"
