"""Keys as terminals send them."""

from __future__ import annotations

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from detente_client.app.terminal import read_alt


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        *((f"\x1b{digit}", f"alt+{digit}") for digit in range(1, 10)),
        ("\x1ba", "alt+a"),
        ("\x1b\r", "alt+enter"),
        ("\x1b[1;3A", "alt+up"),
        ("\x1b[1;3B", "alt+down"),
        ("¡", "inverted_exclamation_mark"),
    ],
)
def test_keys_of_rooms_are_read_as_terminals_send_them(sent: str, key: str) -> None:
    read_alt()
    parser = XTermParser()
    came = [*parser.feed(sent), *parser.feed("")]  # nothing more comes
    found = [event for event in came if isinstance(event, events.Key)]
    assert [event.key for event in found] == [key]
