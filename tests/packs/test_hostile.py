"""Any bytes in a pack's files: problems or a pack, never an exception, and never a character that acts."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from detente_server.packs import format as files
from detente_server.packs.loader import LoadedPack, load_files
from tests.packs.teapot import problems, teatime_files

GOOD = teatime_files()
HOSTILE = [
    "\x1b]52;c;eA==\x07",
    "\x1b[2J",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\U000e0041",
    "\x00",
    "\x9b",
    "\u2028",
]


@st.composite
def changed(draw: st.DrawFn) -> dict[str, bytes]:
    """The good pack with a few cuts, doublings and foreign bytes in one file."""
    file = draw(st.sampled_from(sorted(GOOD)))
    data = GOOD[file]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 30)))
        put = draw(st.one_of(st.just(data[start:end] * 2), st.binary(max_size=6), st.sampled_from(TOKENS)))
        data = data[:start] + put + data[end:]
    return GOOD | {file: data}


TOKENS = [
    b"", b"\n", b"[[issue]]\n", b"[nation]\n", b"{}", b"[]", b"[[]]", b'""', b"0", b"-1", b"1e9", b"true", b"= ",
    b"nan", b"1979-05-27", b'"ada"', b"99999999999999999999", b"id = 1\n", b"points = {}\n", b"'''", b'"""',
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(changed())
def test_any_slips_are_problems_or_a_pack(raw: dict[str, bytes]) -> None:
    loaded = load_files(raw)
    if isinstance(loaded, LoadedPack):
        return
    assert loaded
    for problem in loaded:
        text = str(problem)
        assert problem.line >= 1
        assert problem.column >= 1
        assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") for char in text), ascii(text)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(files.FILES)), st.binary(max_size=200))
def test_any_bytes_are_problems_or_a_pack(file: str, data: bytes) -> None:
    load_files(GOOD | {file: data})


def test_hostile_characters_are_refused_wherever_prose_stands() -> None:
    for file, old in [
        *[(name, b"\n") for name in GOOD if name.endswith(".md")],
        ("pack.toml", b"Tea at"),
        ("pack.toml", b"3 June"),
        ("nations.toml", b"only carpenter"),
        ("nations.toml", b"Dry feet"),
        ("issues.toml", b"Nobody pays"),
        ("ladder.toml", b"mud"),
        ("channels.toml", b"old mill"),
        ("timeline.toml", b"begins to"),
        ("outcome.toml", b"Treaty of"),
    ]:
        for text in HOSTILE:
            found = problems(GOOD | {file: GOOD[file].replace(old, text.encode() + old, 1)})
            assert {(p.file, p.code) for p in found} == {(file, "text-control")}, (file, text)
            escaped = "".join(f"\\U{ord(char):08X}" for char in text).encode()
            if file.endswith(".toml"):
                found = problems(GOOD | {file: GOOD[file].replace(old, escaped + old, 1)})
                assert "text-control" in {p.code for p in found}
                assert {p.file for p in found} == {file}


def test_hostile_characters_in_keys_are_shown_escaped() -> None:
    (found,) = problems(GOOD | {"ladder.toml": GOOD["ladder.toml"] + b'"\\u001b[2J" = 1\n'})
    assert str(found) == (
        r"ladder.toml:5:1: key-unknown: there is no key '\x1b[2J' here"
        " (there are: accident, rungs, start_tension, tide)"
    )


def test_plain_words_of_any_language_are_well() -> None:
    intro = "Ελλάδα, Россия, 中国, מדינה, صلح, Ångström, naïve, – “quotes” … 🕊\n"
    assert problems(GOOD | {"text/intro.md": intro.encode()}) == ()
