"""When lines are shown rather than the app: asked for, at a typewriter, in a pipe."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.client.people import in_terminal, run

GAME = ("solo", "hong-kong-1984", "--as", "gbr", "--seed", "12", "--mode", "historical", "--temper", "dove")
OTHER_SCREEN = "\x1b[?1049h"
"""By which an app takes the whole terminal."""


@pytest.mark.parametrize(("term", "flags"), [("dumb", ()), ("xterm-256color", ("--plain",))])
def test_lines_in_a_terminal(tmp_path: Path, term: str, flags: tuple[str, ...]) -> None:
    """A typewriter gets lines by itself, any terminal when it is asked for; both take what is typed."""
    with in_terminal(tmp_path, *GAME, *flags, TERM=term) as talker:
        talker.until("! China invites you.* >")
        talker.type("/sheet")
        talker.until("Your secret sheet as Britain")
        assert OTHER_SCREEN not in talker.output
        if term == "dumb":
            assert "\x1b" not in talker.output


def test_home_opens_in_lines_at_a_typewriter(tmp_path: Path) -> None:
    """The command alone opens it there as it does elsewhere."""
    with in_terminal(tmp_path, TERM="dumb") as talker:
        talker.until("1: The tutorial")
        talker.type("q")
        assert talker.process.wait(20) == 0
        assert "\x1b" not in talker.output


def test_lines_in_a_pipe(tmp_path: Path) -> None:
    """The pipe's end gives the seat to a bot, who plays to the debrief; whatever the terminal could show."""
    done = run(
        tmp_path, *GAME, text="/sheet\n/join m1\n/offer 1=1 2=1 3=3 6=2\n/ready\n", TERM="xterm-256color"
    )
    assert done.returncode == 0
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    for said in ("Your secret sheet as Britain", "You offer (o", "! The match is over", "Your score:"):
        assert said in done.stdout
