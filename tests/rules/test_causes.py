"""The causes of moved dials are a closed list: every word that the rules write is in it, and no other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import detente_server
from detente_server.rules.engagements import ENGAGED
from detente_wire.causes import CAUSES
from detente_wire.notices import DialMoved
from detente_wire.terms import Tool
from tests.rules.rowdies import Rampage
from tests.rules.test_invariants import game_of

SERVER = Path(detente_server.__file__).parent


def _calls(name: str) -> Iterator[ast.Call]:
    """Every call of a function or method of this name in the server."""
    for path in sorted(SERVER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                called = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                if called == name:
                    yield node


def _words(value: ast.expr | None) -> Iterator[str]:
    """The words that an expression can be, as far as they are written there."""
    match value:
        case ast.Constant(value=str(word)):
            yield word
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*_words(body), *_words(orelse))


def _written() -> set[str]:
    """Every word that stands in the server's source as a cause, and those that a tool or an engagement gives."""
    causes = {word for call in _calls("Cause") for word in _words(call.args[0])}
    paid = {
        word
        for call in _calls("pay")
        for keyword in call.keywords
        if keyword.arg == "why"
        for word in _words(keyword.value)
    }
    handed_on = {"paid", "backed-down", "threat-withdrawn", "contact"}
    return causes | paid | handed_on | set(get_args(Tool)) | set(ENGAGED)


def test_every_word_that_is_written_is_in_the_list_and_the_other_way_round() -> None:
    assert _written() == set(CAUSES)


def test_every_word_says_what_it_means() -> None:
    assert all(meaning and meaning == meaning.strip() and "." not in meaning for meaning in CAUSES.values())


def test_whatever_moves_a_dial_is_in_the_list() -> None:
    said = {
        telling.notice.because.why
        for pack in ("regatta", "teatime")
        for seed in range(12)
        for _, decision, _ in Rampage(game_of(seed, pack), seed).play()
        for telling in decision.tellings
        if isinstance(telling.notice, DialMoved)
    }
    assert said <= set(CAUSES), said - set(CAUSES)
    assert len(said) > 25
