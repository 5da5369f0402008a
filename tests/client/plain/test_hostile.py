"""Nothing that a person, a pack or a server writes reaches the terminal as anything but text.

Every string of every notice, of the words beside it and of the pack is replaced by what attacks terminals and readers.
"""

from __future__ import annotations

import io
from typing import Any

import pytest

from detente_client.describe.telling import Teller
from detente_client.describe.told import Scene
from detente_client.plain.screen import PipeScreen
from detente_client.printer import Printer
from detente_client.publicpack import read_pack
from detente_client.words.handles import Handles
from detente_wire import notices
from detente_wire.gate import display
from detente_wire.view import View
from tests.client.attacks import ATTACKS, Poison, poisoned, poisoned_pack
from tests.client.plain.story import ADA, STORY, TEATIME, hearing

FORBIDDEN = set("\x1b\x07\x9b\x9c\x9d\r\x0b\u202e\u2066\u2069\u200b\ufeff\u2060\u2028\U000e0041\U000e0042")


def shown(story: Any, asset: dict[str, Any]) -> str:
    """What stands on the screen."""
    scene = Scene(read_pack(asset), View.of(ADA, asset), Handles(read_pack(asset)))
    teller, printer, sink = Teller(scene), Printer(80), io.StringIO()
    screen = PipeScreen(io.StringIO(), sink)
    for heard in hearing(story):
        scene.view.hear(heard)
        screen.show(printer.rows(teller.hear(heard)))
    return sink.getvalue()


def safe(text: str) -> bool:
    """Whether a terminal and a reader see but text."""
    return not FORBIDDEN & set(text) and display(text) == text


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_words(attack: str) -> None:
    """Words beside notices."""
    text = shown([(turn, notice, ATTACKS[attack] * 3) for turn, notice, _ in STORY], TEATIME)
    assert safe(text)


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_notices(attack: str) -> None:
    """Every string of every notice, ids too, as a server that means harm could send them."""
    story = [(turn, poisoned(notice, ATTACKS[attack]), words) for turn, notice, words in STORY]
    assert safe(shown(story, TEATIME))


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_pack(attack: str) -> None:
    """Every title and text of the pack."""

    assert safe(shown(STORY, poisoned_pack(TEATIME, Poison((attack,)))))


def test_the_attack_would_be_seen() -> None:
    """Negative control: ungated, each attack is found by the check."""
    harmless_here = {
        "joined",
        "click",
        "style",
        "unbalanced",
        "wide",
        "long",
        "fields",
        "html",
        "toml",
        "alike",
        "rtl",
    }
    assert {name for name, attack in ATTACKS.items() if safe(attack)} == harmless_here


def test_every_free_string_is_attacked() -> None:
    """The poison reaches each kind of notice that carries a string."""
    untouched = {type(notice).__name__ for _, notice, _ in STORY if poisoned(notice, "x") == notice}
    assert untouched == {"ClockSet", "DeadlineNear", "Excused", "Mustered", "RecessBegan", "TableLaid"}
    assert isinstance(poisoned(STORY[1][1], "x"), notices.SeatChanged)


def test_an_endless_title_is_read_in_part() -> None:
    asset = {**TEATIME, "title": "T" * 5000, "rungs": ["r" * 5000] * 11}
    pack = read_pack(asset)
    assert len(pack.title) == len(pack.rungs[0]) == 120
