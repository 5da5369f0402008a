"""A short real game in the line mode, as it stands on paper: `python -m tests.client.plain.game` writes it anew.

Owns: `GAMES`, the lines that are typed in each, how a game is played to a transcript.
Does not know: what any line does. The bots, the cards and the dice come from a fixed seed, the match from `Hall`.
"""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

from attrs import frozen

from detente_client.plain.play import play
from detente_client.plain.screen import PipeScreen
from tests.client.hall import Hall

GOLDENS = Path(__file__).parent / "goldens"


@frozen
class Game:
    """A seat, and what its player types."""

    nation: str
    lines: tuple[str, ...]
    pack: str = "hong-kong-1984"
    seed: str = "12"


HONG_KONG = Game(
    "gbr",
    (
        "/sheet", "/issues", "/nations", "/todo", "/join m1", "/ask prc government",
        "/restate prc most sovereignty : You care about the flag before all else.", "Good morning.", "/known prc",
        "/who offer 1=1 2=1 3=3 6=2", "/offer 1=1 2=1 3=3 6=2 : The title in 1997, and the rest in writing.",
        "/points o1", "/whips o1", "/compare o1 o2", "/positions", "/offers", "/rooms", "/rooms m1", "/find flag",
        "/letter hkg about nationality : We will keep you informed.", "/letters",
        "/note They give way on the garrison.", "/notes", "/sealed", "/ready", "/wait turn",
        "/gazette", "/bulletin", "/ladder", "/timeline 1", "/nation prc", "/relations", "/ledger tension", "/pressure",
        "/tools prc", "/meet prc", "/wait channel", "/draft treaty 1=1 2=1 3=2 4=2 5=1 6=2 7=1", "/check t1",
        "/clauses t1", "/table t1", "/texts", "/read t1", "/pledges", "/bodies", "/remedies", "/papers",
        "/rules tension", "/unnote 1", "/help offer", "/nosuch", "/channels", "/ready", "/wait turn", "/gazette",
    ),
)  # fmt: skip
SIGNING = Game(
    "gbr",
    (
        "/draft treaty 1=1 2=1 3=2 4=2 5=1 6=2 7=1", "/check t1", "/clauses t1", "/whips t1",
        "/table t1 : The words, exactly.", "/who initial t1", "/initial t1", "/yes", "/texts", "/ready", "/wait turn",
        "/todo", "/sign t1", "/yes", "/sealed", "/ready", "/wait turn", "/texts", "/positions", "/quit keep",
    ),
)  # fmt: skip
"""A treaty from its draft to its ratification."""
PRESSURE = Game(
    "usa",
    (
        "/pressure", "/tools sov", "/who press sanctions sov", "/who press force sov 2", "/press force sov 1",
        "/sealed", "/who threaten sov refrain sanctions unsg with protest by 3",
        "/threaten sov refrain sanctions unsg with protest by 3 : Leave him alone.",
        "/pledge public never weapons=all-out-at-once", "/pledges", "/ladder", "/status", "/ready", "/wait turn",
        "/pressure", "/ledger tension", "/standdown", "/todo", "/quit keep",
    ),
    "cuba-1962", "3",
)  # fmt: skip
"""Pressure with what it would move, and what it moved."""
GAMES = {"game-hong-kong": HONG_KONG, "signing": SIGNING, "pressure": PRESSURE}


class _Typed(io.StringIO):
    """Lines that are put on the paper as they are read."""

    def __init__(self, lines: tuple[str, ...], paper: io.StringIO) -> None:
        super().__init__("".join(line + "\n" for line in lines))
        self._paper = paper

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        line = super().readline()
        if line:
            self._paper.write(f"> {line}")
        return line


async def transcript(game: Game) -> str:
    """The whole match on paper: what was typed, what was told, the debrief."""
    paper = io.StringIO()
    await play(Hall(game.pack, game.nation, seed=game.seed), PipeScreen(_Typed(game.lines, paper), paper))
    return paper.getvalue()


if __name__ == "__main__":
    for name, game in GAMES.items():
        (GOLDENS / f"{name}.txt").write_text(asyncio.run(transcript(game)), encoding="utf-8")
