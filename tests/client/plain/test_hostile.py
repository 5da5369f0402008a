"""Nothing that a person, a pack or a server writes reaches the terminal as anything but text.

Every string of every notice, of the words beside it and of the pack is replaced by what attacks terminals and readers.
"""

from __future__ import annotations

import io
from typing import Any

import attrs
import pytest

from detente_client.describe.told import Scene
from detente_client.handles import Handles
from detente_client.plain.printer import Printer
from detente_client.plain.screen import PipeScreen
from detente_client.publicpack import read_pack
from detente_client.telling import Teller
from detente_wire import notices
from detente_wire.gate import display
from detente_wire.view import View
from tests.client.plain.story import ADA, STORY, TEATIME, hearing

ATTACKS = {
    "colour": "\x1b[31mred\x1b[0m",
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "link": "\x1b]8;;http://evil\x1b\\here\x1b]8;;\x1b\\",
    "clear": "\x1b[2J\x1b[H",
    "c1": "\x9b31m\x9d52;c;x\x9c",
    "bidi": "\u202egnp.exe\u2066\u2069",
    "zero": "a\u200bb\ufeffc\u2060",
    "lines": "one\r\ntwo\u2028three\x0bfour",
    "tags": "\U000e0041\U000e0042",
    "markup": "[@click=app.quit]x[/] [red]",
}
FORBIDDEN = set("\x1b\x07\x9b\x9c\x9d\r\x0b\u202e\u2066\u2069\u200b\ufeff\u2060\u2028\U000e0041\U000e0042")
_ENUMS = {"dial", "form", "tool", "kind", "how", "result", "manner", "holder", "mode", "outcome", "report", "status",
          "change", "voice", "reason", "type", "entry", "disputes", "band"}  # fmt: skip


def poisoned(value: Any, attack: str, name: str = "") -> Any:
    """The value with the attack in every string that is free or an id; words of closed lists stay."""
    if isinstance(value, str):
        return value if name in _ENUMS else attack + value
    if attrs.has(type(value)):
        kept = {a.name: poisoned(getattr(value, a.name), attack, a.name) for a in attrs.fields(type(value))}
        return attrs.evolve(value, **kept)
    if isinstance(value, tuple):
        return tuple(poisoned(item, attack, name) for item in value)
    return value


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

    def poison(value: Any, key: str = "") -> Any:
        if isinstance(value, str):
            prose = key in ("title", "description", "era", "accident", "place", "object") or key.startswith(
                "rung"
            )
            return ATTACKS[attack] + value if prose else value
        if isinstance(value, dict):
            return {name: poison(item, "rung" if key == "texts" else name) for name, item in value.items()}
        return [poison(item, key) for item in value] if isinstance(value, list) else value

    assert safe(shown(STORY, poison(TEATIME)))


def test_the_attack_would_be_seen() -> None:
    """Negative control: ungated, each attack is found by the check."""
    assert not [name for name, attack in ATTACKS.items() if name != "markup" and safe(attack)]


def test_every_free_string_is_attacked() -> None:
    """The poison reaches each kind of notice that carries a string."""
    untouched = {type(notice).__name__ for _, notice, _ in STORY if poisoned(notice, "x") == notice}
    assert untouched == {"ClockSet", "DeadlineNear", "Excused", "Mustered", "RecessBegan", "TableLaid"}
    assert isinstance(poisoned(STORY[1][1], "x"), notices.SeatChanged)
