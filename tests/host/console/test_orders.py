"""How a typed line becomes an order."""

from __future__ import annotations

import pytest

from detente_server.host.console.orders import (
    LONGEST_S,
    Arguments,
    BadOrder,
    Order,
    Told,
    duration_s,
    spelled,
    split,
    table,
    typed,
)
from detente_server.host.console.registry import ORDERS
from detente_server.host.services import Services


async def nothing(services: Services, arguments: Arguments) -> Told:
    """Does nothing."""
    return Told()


KICK = Order("kick", "PLAYER [DURATION] [WHY...]", "Sends a player away.", nothing, about="PLAYER")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Ada", {"PLAYER": "Ada"}),
        ('"Ada Lovelace"', {"PLAYER": "Ada Lovelace"}),
        ('"Ada Lovelace" 1h', {"PLAYER": "Ada Lovelace", "DURATION": "1h"}),
        ("Ada 1h it's enough", {"PLAYER": "Ada", "DURATION": "1h", "WHY": "it's enough"}),
        ('Ada 1h "it is enough"', {"PLAYER": "Ada", "DURATION": "1h", "WHY": "it is enough"}),
        ('Ada 1h "a" or "b"', {"PLAYER": "Ada", "DURATION": "1h", "WHY": '"a" or "b"'}),
        ('"Ada', {"PLAYER": "Ada"}),
    ],
)
def test_words_are_read_as_the_order_says(words: str, said: dict[str, str]) -> None:
    assert KICK.arguments(words, "console").said == said


@pytest.mark.parametrize("words", ["", '""', "   "])
def test_a_word_that_is_missing_is_named_with_the_usage(words: str) -> None:
    with pytest.raises(BadOrder, match=r"PLAYER is missing. Type: kick PLAYER \[DURATION\] \[WHY...\]"):
        KICK.arguments(words, "console")


def test_a_word_too_many_is_named() -> None:
    with pytest.raises(BadOrder, match="'more' is one word too many"):
        ORDERS["status"].arguments("more of it", "console")


@pytest.mark.parametrize("words", [("kick", "Ada Lovelace", "1h"), ("kick", "Ada"), ("say", "")])
def test_what_a_shell_gives_arrives_word_by_word(words: tuple[str, ...]) -> None:
    name, rest = split(typed(words))
    assert name == words[0]
    order = Order("x", "A [B]", "", nothing)
    if words[1]:
        assert tuple(order.arguments(rest, "console").said.values()) == words[1:]
    else:
        with pytest.raises(BadOrder):
            order.arguments(rest, "console")


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("10m", 600), ("1h30m", 5400), ("2d", 172_800), ("1d1s", 86_401)]
)
def test_durations(text: str, seconds: int) -> None:
    assert duration_s(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "10", "m", "-5m", "1.5h", "10 m", "0s", "9999999d", "1h30", f"{LONGEST_S + 1}s"]
)
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(BadOrder):
        duration_s(text)


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 s"), (90, "1 min 30 s"), (3600, "1 h"), (90_061, "1 d 1 h")]
)
def test_durations_are_spelled(seconds: int, text: str) -> None:
    assert spelled(seconds) == text


def test_columns_stand_under_their_heads() -> None:
    assert table(("a", "longer"), [("wide cell", 1)]) == ("a          longer", "wide cell  1")


@pytest.mark.parametrize("order", ORDERS.values(), ids=lambda order: order.name)
def test_every_order_says_what_it_does(order: Order) -> None:
    assert order.help.endswith(".")
    assert order.name == order.name.lower()
    words = [word.strip("[]").removesuffix("...") for word in order.words.split()]
    assert all(word.isupper() for word in words)
    assert order.about in ("", *words)
    optional = [word.startswith("[") for word in order.words.split()]
    assert optional == sorted(optional), "a word that must be there after one that may be missing"
