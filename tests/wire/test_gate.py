"""The text gate: what passes, what goes, and that doing it twice changes nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente_wire import gate
from detente_wire.limits import TEXT_BYTES, TEXT_CHARACTERS, TEXT_LINES
from detente_wire.refusals import Refusal

CLEANED = {
    "plain": ("Dear colleague,\nwe agree.", "Dear colleague,\nwe agree."),
    "tab": ("a\tb", "a b"),
    "line ends": ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
    "nul and bell": ("a\x00b\x07c", "abc"),
    "delete": ("a\x7fb", "ab"),
    "clear the screen": ("\x1b[2Ja", "[2Ja"),
    "clipboard (OSC 52)": ("\x1b]52;c;ZXZpbA==\x07", "]52;c;ZXZpbA=="),
    "link (OSC 8)": ("\x1b]8;;http://x\x1b\\a", "]8;;http://x\\a"),
    "C1 control sequence": ("\x9b2Ja", "2Ja"),
    "bidi override": ("\u202egpj.exe\u202c", "gpj.exe"),
    "bidi isolates and marks": ("\u2066a\u2069\u200e\u200f\u061cb", "ab"),
    "zero-width space": ("pay\u200bpal", "paypal"),
    "word joiner and byte order mark": ("a\u2060b\ufeffc", "abc"),
    "soft hyphen": ("a\u00adb", "ab"),
    "tag characters": ("a\U000e0041\U000e007f", "a"),
    "hangul fillers": ("a\u3164\u115f\uffa0b", "ab"),
    "interlinear annotation": ("a\ufff9b\ufffa", "ab"),
    "private use": ("a\ue000\U000f0000b", "ab"),
    "non-characters": ("a\ufffe\ufdd0\U0010ffffb", "ab"),
    "surrogate": ("a\ud800b", "ab"),
    "joiner in Latin": ("pa\u200dy\u200cpal", "paypal"),
    "joiners in a row": ("中\u200d\u200c\u200d文", "中\u200d文"),
    "joiner in Persian": ("می\u200cخواهم", "می\u200cخواهم"),
    "joiner in Hindi": ("क्\u200dष", "क्\u200dष"),
    "family of emoji": (
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    ),
    "heart": ("\u2764\ufe0f", "\u2764\ufe0f"),
    "selector after Latin": ("a\ufe0fb", "ab"),
    "composed": ("e\u0301", "é"),
    "marks piled up": ("x" + "\u0335" * 40, "x" + "\u0335" * 4),
    "Arabic number sign stays": ("\u0600١", "\u0600١"),
    "braces and markup are text": ("[@click=app.quit]x[/] {y}", "[@click=app.quit]x[/] {y}"),
}


@pytest.mark.parametrize(("text", "clean"), CLEANED.values(), ids=CLEANED)
def test_what_passes(text: str, clean: str) -> None:
    assert gate.gate(text) == clean
    assert gate.display(clean) == clean


NASTY = st.sampled_from(
    list(
        "aK\u212aé\u0301\u0300\u0335\u200c\u200d\ufe0f\ufe0e\u1100\u1161\u0915\u094d\u09be\u0958\U0001d160"
        "\u202e\n\r\t\x1b\x9b\ue000\ufb1d\u0344\u2126\u1fef\ud800\u3164\U0001f600"
    )
)


@settings(max_examples=1500, deadline=None)
@given(text=st.text(NASTY, max_size=12) | st.text(max_size=30))
def test_twice_is_once(text: str) -> None:
    kept = gate.gate(text)
    assert isinstance(kept, str)
    assert gate.gate(kept) == kept
    assert gate.display(kept) == kept
    assert gate.display(gate.display(text)) == gate.display(text)
    assert unicodedata.is_normalized("NFC", kept)


HIDDEN = set("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\xad\u3164")


@settings(max_examples=1500, deadline=None)
@given(text=st.text(NASTY, max_size=12) | st.text(max_size=30))
def test_no_control_gets_through(text: str) -> None:
    for shown in (gate.gate(text), gate.display(text)):
        assert isinstance(shown, str)
        assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Zl", "Zp") for c in shown)
        assert not set(shown) & HIDDEN


@pytest.mark.parametrize(
    ("unit", "at", "over"),
    [
        ("characters", "x" * TEXT_CHARACTERS, "x"),
        ("bytes", "文" * (TEXT_BYTES // 3), "文"),
        ("lines", "x\n" * (TEXT_LINES - 1) + "x", "\nx"),
    ],
)
def test_limits(unit: str, at: str, over: str) -> None:
    assert gate.gate(at) == at
    for much in (at + over, at + over * 100):
        refusal = gate.gate(much)
        assert isinstance(refusal, Refusal)
        assert refusal.code == "text.too-long"
    if unit != "bytes":
        assert isinstance(refusal, Refusal)
        assert dict(refusal.params)["unit"] == unit


def test_bytes_are_counted_where_characters_would_pass() -> None:
    refusal = gate.gate("\U0001f600" * 3500)
    assert isinstance(refusal, Refusal)
    assert dict(refusal.params) == {"has": "14000", "limit": "12000", "unit": "bytes"}


def test_one_line() -> None:
    assert gate.one_line("a\nb\x1bc") == "a bc"


@pytest.mark.parametrize("name", ["Ada", "A.B.C", "Anna-Maria von X", "x" * 24, "R2D2"])
def test_names(name: str) -> None:
    assert gate.name(name) == name


@pytest.mark.parametrize(
    "name", ["", "Al", "x" * 25, "x" * 2500, "Ada ", " Ada", "A  B", "Ad\u0430", "1ab", "A\nB", "[x]"]
)
def test_names_that_are_none(name: str) -> None:
    assert isinstance(gate.name(name), Refusal)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada", "aDA"),
        ("Oslo", "0slo"),
        ("Bill", "BiIl"),
        ("Bill", "Bi11"),
        ("Arne", "Ame"),
        ("Anna Maria", "Anna-Maria"),
        ("wave", "vvave"),
        ("dean", "clean"),
        ("Ses5", "SESS"),
    ],
)
def test_names_too_much_alike(one: str, other: str) -> None:
    assert gate.skeleton(one) == gate.skeleton(other)


def test_names_that_differ() -> None:
    names = ["Ada", "Adam", "Bob", "Carol", "Dora", "Eve", "Anna", "Hanna"]
    assert len({gate.skeleton(name) for name in names}) == len(names)
