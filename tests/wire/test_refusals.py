"""The one table of refusals: every code that the code speaks of is in it, and every code in it is spoken of."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from detente_wire.refusals import CODES, Refusal, Refused

ROOT = Path(__file__).resolve().parents[2]
NAMESPACES = "|".join(sorted({name.split(".")[0] for name in CODES}))
CODE = re.compile(rf"(?:{NAMESPACES})\.[a-z]+(?:-[a-z]+)*")
AWAITED = frozenset(
    {
        # the host, which is being written
        "host.busy",
        "host.rate",
        "host.read-only",
        "host.no-owner",
        "command.malformed",
        "match.unknown",
        "match.not-seated",
        "lobby.unknown-pack",
        "lobby.bad-settings",
        # rooms of the rules that are being written
        "rules.not-the-actor",
        "rules.unknown-clause",
        "rules.unknown-option",
    }
)
"""Codes that nothing speaks of yet; take each off once something does."""


def _spoken() -> dict[str, Path]:
    """Every string in server/ and client/ that is spelled as a code, but for the table itself.

    The app's tables of keys name actions in the same spelling: they refuse nothing.
    """
    found: dict[str, Path] = {}
    app = ROOT / "client/detente_client/app"
    for path in sorted([*ROOT.glob("server/**/*.py"), *ROOT.glob("client/**/*.py")]):
        if path.name != "refusals.py" and app not in path.parents:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and CODE.fullmatch(node.value)
                ):
                    found[node.value] = path
    return found


def test_every_code_spoken_of_is_in_the_table() -> None:
    assert {code: path for code, path in _spoken().items() if code not in CODES} == {}


def test_every_code_in_the_table_is_spoken_of() -> None:
    assert CODES.keys() - _spoken().keys() - AWAITED == set()


@pytest.mark.parametrize("row", CODES.values(), ids=CODES)
def test_a_row_is_a_sentence_and_an_advice(row: object) -> None:
    code = row.name  # type: ignore[attr-defined]
    said = Refusal(code).message()
    assert CODE.fullmatch(code)
    assert said.count(". ") >= 1
    assert said.endswith(".")
    assert "{" not in said


def test_parameters_are_filled_in() -> None:
    refusal = Refused("rules.no-envoys", needs=2, left=1).refusal
    assert refusal.message().startswith("This takes 2 of your envoys; you have 1 left this turn.")
    assert refusal.definite
    assert not Refusal("host.busy").definite


def test_a_code_that_is_not_in_the_table_cannot_be_raised() -> None:
    with pytest.raises(KeyError, match="no refusal"):
        Refused("rules.because-i-say-so")
