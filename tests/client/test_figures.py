"""Numbers, shares, moments and lists as they are written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from detente_client import figures, i18n

NOON = datetime(2026, 3, 4, 12, 5)


def test_lists_are_written_with_marks_between() -> None:
    assert figures.joined(["a", "b", "c"]) == "a, b and c"
    assert figures.either(["a", "b"]) == "a or b"
    assert figures.joined(["a"]) == "a"
    assert figures.joined([], none="nobody") == "nobody"
    assert figures.either([], none="") == ""
    assert figures.listing(["{a}", "b", "c"]) == "{a}, b, c"
    assert figures.sequence(["a: b, c", "d"]) == "a: b, c; d"
    assert figures.listing([]) == figures.sequence([]) == ""


@pytest.mark.parametrize(("tenths", "said"), [(543, "54.3"), (-5, "-0.5"), (0, "0.0")])
def test_tenths_are_a_decimal(tenths: int, said: str) -> None:
    assert figures.decimal(tenths) == said


def test_figures_of_every_kind() -> None:
    assert [figures.signed(number) for number in (3, -2, 0)] == ["+3", "-2", "0"]
    assert (figures.percent(40), figures.percents(10, 40)) == ("40 %", "10 to 40 %")
    assert (figures.minute(NOON), figures.moment(NOON)) == ("12:05", "2026-03-04 12:05")
    assert figures.day_of(0) == "1970-01-01"


def test_a_language_writes_them_in_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    german = {
        "{first} and {last}": "{first} und {last}",
        "{before}, {next}": "{before}、{next}",
        "{whole}.{tenth}": "{whole},{tenth}",
        "{year}-{month}-{day}": "{day}.{month}.{year}",
        "{number} %": "{number}%",
    }

    class German:
        def gettext(self, message: str) -> str:
            return german.get(message, message)

    monkeypatch.setattr(i18n, "catalogue", lambda: _any(German()))
    assert figures.joined(["a", "b", "c"]) == "a、b und c"
    assert (figures.decimal(543), figures.percent(7)) == ("54,3", "7%")
    assert figures.day(NOON) == "04.03.2026"


def _any(value: Any) -> Any:
    return value
