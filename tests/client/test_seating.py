"""Which front end is chosen for a terminal."""

from __future__ import annotations

import sys

import pytest

from detente_client.cli import seating


class _Stream:
    """One end, which is a terminal or none."""

    def __init__(self, terminal: bool) -> None:
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.mark.parametrize(
    ("ends", "term", "app", "says"),
    [
        ((True, True, True), "xterm-256color", True, False),
        ((True, True, False), "xterm-256color", False, True),
        ((True, True, False), "dumb", False, False),
        ((True, False, False), "xterm-256color", False, False),
        ((False, True, True), "xterm-256color", False, False),
    ],
)
def test_the_app_is_shown_only_where_it_is_seen(
    ends: tuple[bool, bool, bool], term: str, app: bool, says: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, terminal in zip(("stdin", "stdout", "stderr"), ends, strict=True):
        monkeypatch.setattr(sys, name, _Stream(terminal))
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(seating, "in_browser", lambda: False)
    assert seating.can_show_app() is app
    assert seating.errors_go_elsewhere() is says
