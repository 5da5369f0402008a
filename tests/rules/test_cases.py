"""Every numbered case of tests/rules/cases."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from detente_server.trials.holding import then
from tests.rules.tables import start

CASES = Path(__file__).parent / "cases"


def all_cases() -> list[dict[str, Any]]:
    """Every case, in the order of files and numbers."""
    return [case for path in _files() for case in tomllib.loads(path.read_text())["case"]]


def _files() -> list[Path]:
    return sorted(CASES.glob("*.toml"))


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}/{case['id']}")
        for path in _files()
        for case in tomllib.loads(path.read_text())["case"]
    ]


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any]) -> None:
    play = start(case.get("pack", "regatta"), case.get("given", []))
    for line in case["acts"]:
        play.act(line)
    for line in case["then"]:
        then(play, line)


def test_ids_are_unique_and_every_case_expects_something() -> None:
    cases: list[Any] = [param.values[0] for param in _cases()]
    ids = [case["id"] for case in cases]
    assert len(ids) == len(set(ids))
    assert all(case["then"] or any(" ! " in line for line in case["acts"]) for case in cases)
    assert all(case["rule"] and case["title"] for case in cases)
