"""Markdown as blocks: words that stand out, items that hang; nothing else means anything."""

from __future__ import annotations

import pytest

from detente_client.markdown import Block, blocks, spans


def test_paragraphs_headings_and_items() -> None:
    text = "# One\n\nTwo lines\nof one.\n\n- first\n  goes on\n- second\n    1. deeper\n"
    assert blocks(text) == [
        Block("heading", (("One", ""),), level=1),
        Block("paragraph", (("Two lines", ""), (" ", ""), ("of one.", ""))),
        Block("item", (("first", ""), (" ", ""), ("goes on", "")), "•"),
        Block("item", (("second", ""),), "•"),
        Block("item", (("deeper", ""),), "1.", 2),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("a **b** c", (("a ", ""), ("b", "strong"), (" c", ""))),
        ("*x* `y`", (("x", "emphasis"), (" ", ""), ("y", "code"))),
        ("**a *b* c**", (("a ", "strong"), ("b", "strong"), (" c", "strong"))),
        ("2 * 3 * 4", (("2 * 3 * 4", ""),)),
        ("[red]no[/] [@click=app.quit]x[/]", (("[red]no[/] [@click=app.quit]x[/]", ""),)),
        ("[a](http://b) <b>", (("[a](http://b) <b>", ""),)),
    ],
)
def test_what_stands_out_and_what_is_literal(line: str, told: object) -> None:
    assert spans(line) == told


def test_control_signs_do_not_pass() -> None:
    shown = "".join(word for block in blocks("a\x1b]52;c;eA==\x07b\u202ec") for word, _ in block.spans)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
