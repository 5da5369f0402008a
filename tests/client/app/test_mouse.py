"""The mouse in a real terminal: the bytes that terminals send for clicks and the wheel, and none asked for when off."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pyte

from tests.client.people import PATIENT_S, Talker, in_terminal

GAME = ("solo", "hong-kong-1984", "--as", "prc", "--seed", "1", "--mode", "historical", "--temper", "dove")
WHEEL_UP, LEFT = 64, 0


class Glass:
    """The terminal's screen, as far as it was written."""

    def __init__(self, talker: Talker) -> None:
        self.talker = talker

    def rows(self) -> list[str]:
        screen = pyte.Screen(80, 24)
        pyte.Stream(screen).feed(self.talker.output)
        return list(screen.display)

    def until(self, wanted: Callable[[list[str]], bool]) -> list[str]:
        """Wait until the screen is so."""
        end = time.monotonic() + PATIENT_S
        while time.monotonic() < end:
            if wanted(rows := self.rows()):
                return rows
            time.sleep(0.1)
        raise AssertionError("\n".join(self.rows()))

    def find(self, words: str) -> tuple[int, int]:
        """Column and row of words, from 1."""
        rows = self.until(lambda rows: any(words in row for row in rows))
        y = next(n for n, row in enumerate(rows) if words in row)
        return rows[y].index(words) + 1, y + 1

    def click(self, words: str) -> None:
        """Press and release where these words stand."""
        x, y = self.find(words)
        self.talker.press(f"\x1b[<{LEFT};{x};{y}M\x1b[<{LEFT};{x};{y}m".encode())

    def sees(self, words: str) -> list[str]:
        """Wait until these words stand there."""
        return self.until(lambda rows: any(words in row for row in rows))


def test_clicks_and_the_wheel_do_what_keys_do(tmp_path: Path) -> None:
    with in_terminal(tmp_path, *GAME, TERM="xterm-256color") as talker:
        glass = Glass(talker)
        glass.sees("4 envoys")
        glass.click("Everything")
        glass.sees("All rooms in one")
        before = glass.rows()[3:20]
        talker.press(f"\x1b[<{WHEEL_UP};40;12M".encode() * 3)
        glass.until(lambda rows: rows[3:20] != before)
        glass.click("F4 Nations")
        glass.sees("r Relations")
        glass.click("m Meet")
        glass.sees("/meet gbr")
        talker.press(b"\x15")
        glass.click("F3 Table")
        glass.click("5 Draft")
        glass.sees("You write the draft.")
        glass.click("1 Issues")
        glass.sees("o Offer")


def test_a_terminal_is_not_asked_for_a_mouse_that_is_turned_off(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text("mouse = false\n")
    with in_terminal(tmp_path, *GAME, TERM="xterm-256color") as talker:
        Glass(talker).sees("4 envoys")
        assert "\x1b[?1000h" not in talker.output
        assert "\x1b[?1006h" not in talker.output
