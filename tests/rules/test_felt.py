"""The table of cases feels the numbers of the rules: bend one, and a case fails (`felt`)."""

from __future__ import annotations

import pytest
from attrs import fields

from detente_server.rules.numbers import Numbers
from tests.rules import felt
from tests.rules.test_cases import all_cases

NAMES = [one.name for one in fields(Numbers) if one.name not in felt.DEAR]


@pytest.mark.parametrize("name", NAMES[::48])
def test_some_numbers_are_felt(name: str) -> None:
    assert felt.felt_by(name, all_cases()), f"no case feels {name}"


@pytest.mark.full
def test_every_number_is_felt() -> None:
    cases = all_cases()
    assert [name for name in NAMES if not felt.felt_by(name, cases)] == []


def test_without_its_case_a_number_is_not_felt() -> None:
    """The check can fail: nobody notices a number whose cases are taken away."""
    name = "last_looks"
    section = [case for case in all_cases() if case["id"].startswith("8.3")]
    feels = felt.felt_by(name, section)
    cases = [case for case in section if case["id"] != feels]
    assert len(cases) == len(section) - 1
    assert not felt.felt_by(name, cases)
