"""The pages about the rules are those that the cases and the numbers make."""

from __future__ import annotations

import re

from attrs import fields

from detente_server.rules.numbers import Numbers
from tests.rules import write_cases, write_numbers


def test_the_list_of_cases_is_current() -> None:
    page = write_cases.PAGE.read_text(encoding="utf-8")
    assert page == write_cases.page(), "python -m tests.rules.write_cases"


def test_the_numbers_in_the_rules_page_are_those_of_the_code() -> None:
    page = write_numbers.PAGE.read_text(encoding="utf-8")
    assert page == write_numbers.with_table(page), "python -m tests.rules.write_numbers"


def test_every_number_stands_in_the_table() -> None:
    assert [row.name for row in write_numbers.rows()] == [field.name for field in fields(Numbers)]


def test_a_changed_number_is_noticed() -> None:
    page = write_numbers.PAGE.read_text(encoding="utf-8")
    wrong = re.sub(r"(\| `walk_out_tension` \| )\d+", r"\g<1>6", page)
    assert wrong != page
    assert wrong != write_numbers.with_table(wrong)
