"""The app as a process in a real terminal: what is typed outlives kill -9, and a player who looks away is called."""

from __future__ import annotations

import re
import time
from pathlib import Path

from tests.client.people import PATIENT_S, Talker, in_terminal

GAME = ("--as", "prc", "--seed", "1", "--mode", "historical", "--temper", "dove")


def notebook(home: Path) -> str:
    """What lies in the one notebook that there is."""
    return "".join(path.read_text() for path in (home / "state" / "notebooks").glob("*.json"))


def kept(home: Path, words: str) -> bool:
    """Whether these words come to lie in it before long."""
    end = time.monotonic() + PATIENT_S
    while time.monotonic() < end:
        if words in notebook(home):
            return True
        time.sleep(0.05)
    return False


def typed(talker: Talker, text: str) -> None:
    talker.until("no channel")
    time.sleep(0.3)
    talker.press(text.encode())


def test_what_is_typed_outlives_a_kill_and_who_looks_away_is_called(tmp_path: Path) -> None:
    with in_terminal(tmp_path, "solo", *GAME, TERM="xterm-256color") as talker:
        typed(talker, "My government regrets")
        assert kept(tmp_path, "My government regrets")
        talker.process.kill()
        talker.process.wait()
    with in_terminal(tmp_path, "solo", "--continue", TERM="xterm-256color") as talker:
        talker.until("My government regrets")
        time.sleep(0.5)
        talker.press(b"\x15/meet gbr")
        assert kept(tmp_path, "/meet gbr"), talker.output[-1500:]
        talker.press(b"\r\x1b[O")
        found = talker.until(r"\x1b\]9;Détente: Hong Kong 1982-84: [^\x00-\x1f]+\x07")
        assert "Britain" in found.group()
        assert len(re.findall(r"\x1b\]9;", talker.output)) == 1
